"""What every front end receives."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.content.catalog import Catalog
from bot.domain.action import Action
from bot.domain.attachment import Attachment, Video
from bot.domain.consent import ConsentAges, Ground, allows, needs_adult
from bot.domain.learner import Learner
from bot.domain.mandate import FOUNDER, Deed, Mandate
from bot.domain.operator import Operator
from bot.domain.stats import LEAST
from bot.i18n.locales import Translators
from bot.i18n.translator import Translator
from bot.library import Library
from bot.ports import Clock
from bot.screens.base import Screen
from bot.storage.engine import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Hold the collaborators: the database, the content, the languages, the clock.

    `admins` are the Telegram ids of the first admins among the coordinators; `username` is the bot's own,
    for deep links.
    `bulk_per_second` is the pace of what is sent unasked, `paid_per_second` that of broadcasts while Stars
    pay for them (None: never); one to more people than `approval_threshold` takes two coordinators,
    one to fewer than `least_audience` is not sent. For the
    time of `calm` nothing comes unasked to whom distress was heard from. In maintenance the database is left
    alone, and everybody gets help from memory. `operator` is who runs this bot; `consent_ages` are their own,
    which come before those of the content. More than `flood_actions` in ten seconds are too much.
    """

    db: Database
    library: Library
    clock: Clock
    username: str = ""
    admins: frozenset[int] = frozenset()
    bulk_per_second: int = 25
    paid_per_second: int | None = None
    approval_threshold: int = 100
    least_audience: int = LEAST
    calm: timedelta = timedelta(hours=24)
    in_maintenance: bool = False
    operator: Operator = field(default_factory=Operator)
    consent_ages: ConsentAges = field(default_factory=ConsentAges)
    flood_actions: int = 20

    @property
    def catalog(self) -> Catalog:
        """Return all content."""
        return self.library.catalog

    @property
    def translators(self) -> Translators:
        """Return the languages."""
        return self.library.translators

    def mandate_of(self, learner: Learner) -> Mandate | None:
        """Return what this person may do as a coordinator; None for everybody else."""
        return FOUNDER if learner.chat_id in self.admins else learner.mandate

    def may(self, learner: Learner, deed: Deed) -> bool:
        """Tell whether this person may do something only coordinators may."""
        mandate = self.mandate_of(learner)
        return mandate is not None and mandate.may(deed)

    @property
    def ages(self) -> ConsentAges:
        """Return from which age somebody agrees alone."""
        own = self.consent_ages
        return replace(own, by_country={**self.catalog.consent_ages, **own.by_country})

    def allows(self, learner: Learner, ground: Ground) -> bool:
        """Tell whether what somebody agreed to is enough; coordinators are at work, and not asked."""
        return self.mandate_of(learner) is not None or allows(learner, ground, self.ages)

    def needs_adult(self, learner: Learner) -> bool:
        """Tell whether an adult has to agree for this person."""
        return self.mandate_of(learner) is None and needs_adult(learner, self.ages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Hold one person's turn: who, in which language, when, and the transaction it all belongs to.

    `place` shows the screen the person was on before this turn; `answer` is the route table's way from an
    action to its screen; `written` holds the number of what was written, if anything was.
    """

    app: App
    tx: Transaction
    learner: Learner
    t: Translator
    now: datetime
    answer: "Answer"
    place: Action | None = None
    written: tuple[int, ...] = ()

    def of(self, learner: Learner) -> "Turn":
        """Go on as the learner is now, in their language."""
        return replace(self, learner=learner, t=self.app.translators.of(learner))

    @property
    def may_keep(self) -> bool:
        """Tell whether what the person does here may be stored."""
        return self.app.allows(self.learner, Ground.WHOLE)

    @property
    def is_known(self) -> bool:
        """Tell whether anything but the language may be stored: they agreed, now or earlier."""
        return self.learner.consented_at is not None or self.app.mandate_of(self.learner) is not None

    async def show(self, action: Action) -> Screen:
        """Show the screen of another action, as if it had been asked for."""
        screen = await self.answer(self, action)
        return replace(screen, place=screen.place or action)


Answer = Callable[[Turn, Action], Awaitable[Screen]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Hold what a person sent that is no command, for this turn only; it is never stored.

    `attachment` is a picture, a file or a video at Telegram (never fetched), `video` what is known of its
    length; `has_media` tells of anything but text.
    """

    text: str | None
    attachment: Attachment | None = None
    video: Video | None = None
    has_media: bool = False
