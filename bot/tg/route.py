"""What a line of the route table holds."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.app import Said, Turn
from bot.domain.action import Action
from bot.domain.actions.locks import Then
from bot.domain.consent import Ground
from bot.domain.mandate import Deed
from bot.screens.base import Screen

Handler = Callable[[Turn, Any], Awaitable[Screen]]
Listener = Callable[[Turn, Any, Said], Awaitable[Screen | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Join an action with the handler that answers it.

    `code` stands for the action in buttons; never reuse one, old buttons live on. `command` leads here too,
    with `about` (a msgid) in Telegram's command list, and so does `also`, unlisted; a command with
    `takes_argument` hands what follows it to the action's only field. `listen` takes what is typed while the
    learner is on this screen, and returns None for what it cannot use. `is_urgent` routes answer even from a
    button of last week. `rests` routes wait while somebody from whom distress was heard has calm. `deed`
    hides the route from whoever has no mandate for it. Where there is a PIN, it stands before routes with
    `unlocked`, which names what is shown after it. `ground` is what has to be agreed to before it answers:
    nothing, where it is urgent.
    """

    code: str
    action: type[Action]
    answer: Handler
    command: str | None = None
    also: str | None = None
    about: str | None = None
    takes_argument: bool = False
    listen: Listener | None = None
    is_urgent: bool = False
    rests: bool = False
    deed: Deed | None = None
    unlocked: Then | None = None
    ground: Ground = Ground.WHOLE
