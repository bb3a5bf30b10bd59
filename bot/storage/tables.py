"""The schema. Columns hold integers, text and blobs: instants are UTC milliseconds, days are ISO text."""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite gives rowids to INTEGER only


def _instant(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _learner(*, primary_key: bool = False, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(
        "learner_id",
        _Id,
        sa.ForeignKey("learners.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=nullable,
        autoincrement=False,
    )


learners = sa.Table(
    "learners",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("chat_key", sa.LargeBinary, nullable=False, unique=True),  # HMAC of the Telegram id
    sa.Column("chat_sealed", sa.LargeBinary, nullable=False),  # the id itself, AES-GCM
    sa.Column("locale", sa.Text, nullable=False),
    sa.Column("lesson_locale", sa.Text),  # what is read where the locale has no lessons
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("role", sa.Text),
    sa.Column("age_band", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column("zone", sa.Text),
    sa.Column("place", sa.Text),  # the packed action that shows the current screen
    sa.Column("is_discreet", sa.Integer, nullable=False, server_default="0"),
    sa.Column("quiet_from", sa.Integer, nullable=False),
    sa.Column("quiet_until", sa.Integer, nullable=False),
    _instant("joined_at"),
    _instant("seen_at"),
    _instant("stopped_at", nullable=True),
    _instant("unreachable_at", nullable=True),
    _instant("calm_until", nullable=True),  # after somebody was heard in distress: help only
    sa.Column("unasked_on", sa.Text),  # the local day of the last message nobody had asked for
    sa.Column("cohort", sa.Text),  # the class or group whose link brought them
    sa.Column("mandate", sa.Text),  # of a coordinator: rank and scope, JSON
    sa.Column("consent_version", sa.Text),  # which words about privacy were agreed to
    _instant("consented_at", nullable=True),
    sa.Column("safe_word_sealed", sa.LargeBinary),  # the learner's own safe word, AES-GCM
    sa.Column("pin_sealed", sa.LargeBinary),  # its argon2id hash, AES-GCM
    sa.Column("pin_tries", sa.Integer, nullable=False, server_default="0"),
    _instant("pin_until", nullable=True),  # no further try before
    _instant("unlocked_until", nullable=True),  # the PIN is not asked for again before
    _instant("erase_at", nullable=True),  # somebody without the PIN wants to begin again
    _instant("told_inactive_at", nullable=True),  # that all will be erased for want of use
    sqlite_autoincrement=True,  # an erased person's number is never given to somebody else
)

updates = sa.Table(
    "updates",
    metadata,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("is_done", sa.Integer, nullable=False),
    _instant("seen_at"),
    sa.Index(None, "seen_at"),
)

progress = sa.Table(
    "progress",
    metadata,
    _learner(primary_key=True),
    sa.Column("lesson_id", sa.Text, primary_key=True),
    sa.Column("card_no", sa.Integer, nullable=False),
    _instant("started_at"),
    _instant("seen_at"),
    _instant("finished_at", nullable=True),
)

answers = sa.Table(  # one row a learner and question: what the next quiz is picked from
    "answers",
    metadata,
    _learner(primary_key=True),
    sa.Column("question_id", sa.Text, primary_key=True),
    sa.Column("right_count", sa.Integer, nullable=False),
    sa.Column("wrong_count", sa.Integer, nullable=False),
    sa.Column("was_right", sa.Integer, nullable=False),
    sa.Column("review_card", sa.Text),  # the state of the spaced review (py-fsrs), JSON
    _instant("answered_at"),
    _instant("review_at", nullable=True),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _learner(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("lesson_id", sa.Text),
    sa.Column("questions", sa.Text, nullable=False),  # question ids, JSON
    sa.Column("answers", sa.Text, nullable=False),  # chosen choice numbers, JSON
    _instant("started_at"),
    _instant("finished_at", nullable=True),
    sa.Index(None, "learner_id"),
    sqlite_autoincrement=True,
)

challenge_checks = sa.Table(
    "challenge_checks",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _learner(),
    sa.Column("entry", sa.Text, nullable=False),
    sa.Column("answers", sa.Text, nullable=False),  # question id → answer id, JSON
    sa.Column("verdict", sa.Text),
    _instant("started_at"),
    _instant("pause_until"),
    _instant("finished_at", nullable=True),
    sa.Index(None, "learner_id"),
    sqlite_autoincrement=True,
)

helpline_faults = sa.Table(
    "helpline_faults",
    metadata,
    _learner(primary_key=True),
    sa.Column("helpline_id", sa.Text, primary_key=True),
    sa.Column("day", sa.Text, primary_key=True),
)

reminders = sa.Table(
    "reminders",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _learner(),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("days", sa.Integer, nullable=False),  # bit 0 is Monday
    sa.Column("minute", sa.Integer, nullable=False),  # after local midnight
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("is_active", sa.Integer, nullable=False),
    _instant("due_at", nullable=True),
    _instant("changed_at"),
    sa.UniqueConstraint("learner_id"),
    sa.Index(None, "due_at"),
    sqlite_autoincrement=True,
)

broadcasts = sa.Table(
    "broadcasts",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _learner(nullable=True),  # the author
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("title", sa.Text),  # for coordinators only
    sa.Column("bodies", sa.Text, nullable=False),  # locale → text, JSON
    sa.Column("attachment", sa.Text),  # Telegram's file_id
    sa.Column("attachment_kind", sa.Text),
    sa.Column("buttons", sa.Text, nullable=False, server_default="[]"),  # JSON
    sa.Column("audience", sa.Text, nullable=False),  # JSON
    sa.Column("local_minute", sa.Integer),  # after each recipient's midnight
    sa.Column("life_minutes", sa.Integer, nullable=False, server_default="2880"),  # from when each is due
    sa.Column("approver", sa.BigInteger),  # our own number of the second coordinator
    sa.Column("progress_message_id", sa.BigInteger),
    _instant("created_at"),
    _instant("starts_at", nullable=True),  # when it is to start, if not at once
    _instant("submitted_at", nullable=True),  # when a second coordinator was asked
    _instant("approved_at", nullable=True),
    _instant("started_at", nullable=True),
    _instant("finished_at", nullable=True),
    _instant("recalled_at", nullable=True),
    _instant("reported_at", nullable=True),  # when the author was shown the end of it
    sa.Index(None, "state"),
    sqlite_autoincrement=True,
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _learner(),
    sa.Column("broadcast_id", _Id, sa.ForeignKey("broadcasts.id", ondelete="CASCADE")),
    sa.Column("reminder_id", _Id, sa.ForeignKey("reminders.id", ondelete="CASCADE")),
    sa.Column("local_day", sa.Text),  # of a reminder or a programme: the day it is for
    sa.Column("programme", sa.Text),  # what comes of itself some days after something, such as a check-in
    sa.Column("subject", sa.Text),  # of a programme: what it is about
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("lease", sa.Text),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("reason", sa.Text),
    sa.Column("on_ambiguous", sa.Text, nullable=False, server_default="drop"),  # or resend
    sa.Column("taps", sa.Integer, nullable=False, server_default="0"),  # bit 0 is the first button
    sa.Column("left_by", sa.Text),  # how the learner left because of it: stopped or blocked
    sa.Column("recall", sa.Text),  # wanted, then what became of it
    _instant("due_at"),
    _instant("expires_at", nullable=True),
    _instant("lease_until", nullable=True),
    _instant("finished_at", nullable=True),
    sa.UniqueConstraint("broadcast_id", "learner_id"),
    sa.UniqueConstraint("reminder_id", "local_day"),
    sa.Index("ix_deliveries_programme", "learner_id", "programme", "subject", "local_day", unique=True),
    # what is due within one broadcast, or (NULL) among the rest: a paused broadcast is not even looked at
    sa.Index("ix_deliveries_due", "broadcast_id", "state", "due_at"),
    sa.Index(
        "ix_deliveries_under_way",
        "lease_until",
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    ),
    sa.Index(
        "ix_deliveries_recall",
        "broadcast_id",
        sqlite_where=sa.text("recall = 'wanted'"),
        postgresql_where=sa.text("recall = 'wanted'"),
    ),
    sa.Index(None, "learner_id"),
    sqlite_autoincrement=True,
)

duties = sa.Table(  # work that one process at a time does, and who does it
    "duties",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("holder", sa.Text, nullable=False),
    _instant("held_until"),
)

invitations = sa.Table(  # to become a coordinator; the link itself is never stored
    "invitations",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _learner(),  # who invites
    sa.Column("mandate", sa.Text, nullable=False),  # JSON
    sa.Column(
        "token_key", sa.LargeBinary, unique=True
    ),  # HMAC of what the link holds; None while it is drafted
    _instant("expires_at"),
    _instant("used_at", nullable=True),
    sqlite_autoincrement=True,
)

audit = sa.Table(  # append-only; each line holds the hash of the one before
    "audit",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _instant("at"),
    sa.Column(
        "actor", sa.BigInteger
    ),  # our own number of the coordinator; not a key, for lines outlive people
    sa.Column("deed", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),  # JSON: counts and codes, never words or names
    sa.Column("before", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

messages = sa.Table(  # of a chat's last two days, both ways: what quick hide can take away
    "messages",
    metadata,
    _learner(primary_key=True),
    sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
    _instant("at"),
    sa.Index(None, "at"),
)

heard = sa.Table(  # how often distress was heard: no person, no words
    "heard",
    metadata,
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("country", sa.Text, primary_key=True),  # empty: not known
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)
