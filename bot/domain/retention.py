"""How long what is no longer needed is kept. Each period is told in docs/operations.md too."""

from collections.abc import Mapping
from datetime import timedelta

UPDATES = timedelta(hours=48)
"""Numbers of updates; Telegram keeps what it could not deliver for 24 hours."""
CALM = timedelta()
"""Until when somebody is left in calm after distress was heard: it tells that something was."""
MESSAGES = timedelta(hours=48)
"""Numbers of a chat's messages: afterwards Telegram would not delete them any more."""
REMINDERS = timedelta(days=30)
"""What became of a reminder."""
CHECK_INS = timedelta(days=8)
"""What became of a check-in: a week, to count how often a parent was asked."""
APPROVALS = timedelta(days=30)
"""The messages between an author and a second coordinator."""
INVITATIONS = timedelta(days=7)
"""Invitations to coordinate, after they have expired."""
INACTIVE = timedelta(days=365)
"""Everything about a learner, after their last visit; then they are told once."""
INACTIVE_NOTICE = timedelta(days=30)
"""How long everything stays after that, and the message itself."""
BROADCAST_WORDS = timedelta(days=30)
"""Texts, attachments and buttons of a broadcast, after its end."""
BROADCAST_DELIVERIES = timedelta(days=180)
"""Who got a broadcast and what became of it, after its end; its report goes with them."""
HEARD = timedelta(days=730)
"""How often distress was heard, by day, country and kind; never by whom."""

PERIODS: Mapping[str, timedelta] = {
    "Numbers of handled updates": UPDATES,
    "That somebody is left in calm, after it ended": CALM,
    "Numbers of a chat's messages, for hiding it": MESSAGES,
    "What became of a reminder": REMINDERS,
    "What became of a check-in": CHECK_INS,
    "Messages about approvals": APPROVALS,
    "Invitations, after they expired": INVITATIONS,
    "Everything about a learner, after their last visit": INACTIVE,
    "The same, after they were told": INACTIVE_NOTICE,
    "Texts, attachment and buttons of a broadcast, after its end": BROADCAST_WORDS,
    "Deliveries of a broadcast, and with them its report, after its end": BROADCAST_DELIVERIES,
    "How often distress was heard, by day, country and kind": HEARD,
}
"""Every period under the name it has in docs/operations.md."""
