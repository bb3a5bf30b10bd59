"""Helplines: who can be called or written to, which of them are fit to be shown, and in which order."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import chain

from bot.domain.learner import Role

GLOBAL = "GLOBAL"
"""Stands in the place of a country for services that help everywhere."""

FIRST_COUNTRIES = frozenset(
    {
        "NP", "IN", "CO", "BR", "MX", "PE", "CL", "EC", "CR", "DO", "JM", "DE", "GB", "US",
        "KH", "VN", "ES", "FR", "PT", "PH", "ID", "ZA", "KE", "AU", "NZ", "CA", "IE", "BD",
        "LK", "PK", "AR", "BO", "GT", "HN", "SV", "UY", "EG", "JO", "MA", "TZ",
    }
)  # fmt: skip
"""Where most readers are: what children need there is found in two independent sources, and checked first."""

PER_PAGE = 5
SHORT_CODE_DIGITS = 6


class Kind(StrEnum):
    """What a line is for."""

    CHILD_HELPLINE = "child_helpline"
    CRISIS_LINE = "crisis_line"
    EMERGENCY = "emergency"
    REPORT_HOTLINE = "report_hotline"
    POLICE_CYBER = "police_cyber"
    DIRECTORY = "directory"


class Audience(StrEnum):
    """Whom a line is for."""

    CHILDREN = "children"
    PARENTS = "parents"
    ANYONE = "anyone"


class Confidence(StrEnum):
    """How far the sources agree."""

    CONFIRMED = "confirmed"
    SINGLE = "single"
    CONFLICT = "conflict"


class Topic(StrEnum):
    """What a line is about, where it is not for everything its kind covers."""

    MISSING_CHILD = "missing_child"
    TAKE_DOWN = "take_down"
    FIND_HOTLINE = "find_hotline"
    ADULT_PICTURES = "adult_pictures"
    VIOLENCE = "violence"


class Service(StrEnum):
    """Who answers an emergency number that is not for everything."""

    POLICE = "police"
    AMBULANCE = "ambulance"


class Dial(StrEnum):
    """What a caller has to know about dialling."""

    AREA_CODE_FIRST = "area_code_first"
    MOBILE_ONLY = "mobile_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Say when somebody answers: `days` are 0 (Monday) to 6; no times means round the clock."""

    days: tuple[int, ...]
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Say when a source last named the line; `is_day` is false where only the month or year is known."""

    on: date
    is_day: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Say where an entry was read, of which date it is, and when an editor read it there."""

    ref: str
    on: str | None = None
    read_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """Hold one line. `name` is None where no source gives one; `languages` are BCP 47 tags.

    `press` is the key to press once the call is answered; `sms_word` the word to send; `pair` joins the line
    for adults with the one for children, which are never shown apart. `hold` keeps the line from readers and
    says why, to editors; so does `editor_note`.
    """

    id: str
    country: str
    kind: Kind
    audience: Audience
    confidence: Confidence
    sources: tuple[Source, ...]
    name: str | None = None
    phones: tuple[str, ...] = ()
    sms: str | None = None
    sms_word: str | None = None
    whatsapp: str | None = None
    telegram: str | None = None
    chat: str | None = None
    url: str | None = None
    email: str | None = None
    hours: tuple[Hours, ...] = ()
    languages: tuple[str, ...] = ()
    is_free: bool = False
    region: str | None = None
    topic: Topic | None = None
    service: Service | None = None
    dial: Dial | None = None
    press: str | None = None
    pair: str | None = None
    hold: str | None = None
    checked: Checked | None = None
    review_by: date | None = None
    editor_note: str | None = None

    @property
    def is_reachable(self) -> bool:
        """Tell whether there is any way to it."""
        return any((self.phones, self.sms, self.whatsapp, self.telegram, self.chat, self.url, self.email))

    @property
    def is_fit(self) -> bool:
        """Tell whether it may be shown to anybody at all."""
        return self.confidence is not Confidence.CONFLICT and self.hold is None and self.is_reachable

    def is_due(self, today: date) -> bool:
        """Tell whether it has to be checked again before it can be trusted without a caution."""
        return self.review_by is None or self.review_by < today


def is_short_code(phone: str) -> bool:
    """Tell whether a number can only be dialled inside its country."""
    return not phone.startswith("+") and sum(sign.isdigit() for sign in phone) <= SHORT_CODE_DIGITS


def emergency(helplines: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """Return the emergency numbers."""
    return surest(line for line in _fit(helplines) if line.kind is Kind.EMERGENCY)


def to_talk(helplines: Iterable[Helpline], role: Role | None) -> tuple[Helpline, ...]:
    """Return the lines where somebody listens, in the order this reader needs them.

    The first page holds lines for children and lines for everybody else side by side, whoever reads it.
    """
    lines = [line for line in surest(_fit(helplines)) if _listens(line)]
    children = [line for line in lines if line.audience is Audience.CHILDREN]
    parents = [line for line in lines if line.audience is Audience.PARENTS]
    protection = [line for line in lines if _is_protection(line)]
    crisis = [line for line in lines if line.kind is Kind.CRISIS_LINE and line.audience is Audience.ANYONE]
    if role in {Role.PARENT, Role.TEACHER}:
        return _with_pairs(_by_turns((parents, 1), (protection, 1), (crisis, 2), (children, 1)))
    return _with_pairs(_by_turns((children, 2), (protection, 1), (crisis, 2), (parents, 1)))


def to_report(helplines: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """Return where pictures and content are reported: what takes pictures down first, what is near first."""
    lines = [
        line
        for line in surest(_fit(helplines))
        if line.kind is Kind.REPORT_HOTLINE and line.topic not in {Topic.MISSING_CHILD, Topic.FIND_HOTLINE}
    ]
    order = {Topic.TAKE_DOWN: 0, None: 1}
    return tuple(sorted(lines, key=lambda line: (order.get(line.topic, 2), line.country == GLOBAL)))


def police(helplines: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """Return the police units for crimes on the internet."""
    return surest(line for line in _fit(helplines) if line.kind is Kind.POLICE_CYBER)


def missing_child(helplines: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """Return whom to call when a child is missing."""
    return surest(line for line in _fit(helplines) if line.topic is Topic.MISSING_CHILD)


def directories(helplines: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """Return lists of helplines of many countries."""
    return surest(line for line in _fit(helplines) if line.kind is Kind.DIRECTORY)


def due(
    helplines: Iterable[Helpline], today: date, reported: Container[str] = frozenset()
) -> tuple[Helpline, ...]:
    """Return what readers see that is to be checked: too old, or `reported` by many not to work.

    The first countries come first; in each, the line that has waited longest.
    """
    lines = (line for line in _fit(helplines) if line.is_due(today) or line.id in reported)
    return tuple(sorted(lines, key=_urgency))


def first(lines: Iterable[Helpline], count: int) -> tuple[Helpline, ...]:
    """Return the first few lines, and whatever belongs to one of them."""
    taken: list[Helpline] = []
    for group in _groups(tuple(lines)):
        if len(taken) >= count:
            break
        taken.extend(group)
    return tuple(taken)


def pages(lines: Sequence[Helpline]) -> tuple[tuple[Helpline, ...], ...]:
    """Cut into pages of about `PER_PAGE`, never between two lines that belong together."""
    cut: list[list[Helpline]] = []
    for group in _groups(lines):
        if cut and len(cut[-1]) + len(group) <= PER_PAGE:
            cut[-1].extend(group)
        else:
            cut.append(list(group))
    return tuple(map(tuple, cut))


def surest(lines: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """Put what serves most readers and is surest first."""
    return tuple(sorted(lines, key=_worth))


def _fit(helplines: Iterable[Helpline]) -> Iterator[Helpline]:
    return (line for line in helplines if line.is_fit)


def _listens(line: Helpline) -> bool:
    return line.kind in {Kind.CHILD_HELPLINE, Kind.CRISIS_LINE} and line.topic is not Topic.MISSING_CHILD


def _is_protection(line: Helpline) -> bool:
    """Tell the state's child-protection lines, which children and adults call alike."""
    return line.kind is Kind.CHILD_HELPLINE and line.audience is Audience.ANYONE


def _worth(line: Helpline) -> tuple[bool, bool, bool, bool, int]:
    newest = line.checked.on.toordinal() if line.checked else 0
    return (
        line.region is not None,
        line.confidence is Confidence.SINGLE,
        line.topic is Topic.VIOLENCE,  # most callers have another trouble
        not line.phones,
        -newest,
    )


def _urgency(line: Helpline) -> tuple[bool, str, date, str]:
    return (line.country not in FIRST_COUNTRIES, line.country, line.review_by or date.min, line.id)


def _by_turns(*groups: tuple[Sequence[Helpline], int]) -> tuple[Helpline, ...]:
    """Take the first few of each group, then what is left of each."""
    first = chain.from_iterable(lines[:count] for lines, count in groups)
    return (*first, *chain.from_iterable(lines[count:] for lines, count in groups))


def _with_pairs(lines: Sequence[Helpline]) -> tuple[Helpline, ...]:
    return tuple(chain.from_iterable(_groups(lines)))


def _groups(lines: Sequence[Helpline]) -> tuple[tuple[Helpline, ...], ...]:
    """Bring pairs together, each at the place of its first line."""
    groups: dict[str, list[Helpline]] = {}
    for line in lines:
        groups.setdefault(line.pair or line.id, []).append(line)
    return tuple(map(tuple, groups.values()))
