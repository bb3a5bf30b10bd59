"""Which few helplines to name first when distress was heard: those who know that kind of trouble."""

from collections.abc import Iterable

from bot.domain import helpline as rules
from bot.domain.helpline import Audience, Confidence, Helpline, Topic
from bot.domain.learner import Role
from bot.domain.safeguarding import Kind


def nearest(
    lines: Iterable[Helpline], kind: Kind | None, role: Role | None, *, count: int
) -> tuple[Helpline, ...]:
    """Choose the few lines that fit what was heard.

    For somebody who may not want to live, a crisis line comes first, and lines about violence last. For a
    child who is hurt, a child helpline comes first and then who knows about violence, not a line against
    suicide.
    """
    is_adult = kind is Kind.PARENT_CONCERN or role in {Role.PARENT, Role.TEACHER}
    ordered = rules.to_talk(lines, Role.PARENT if kind is Kind.PARENT_CONCERN else role)
    match kind:
        case Kind.SELF_HARM:
            ordered = _against_despair(ordered, is_adult=is_adult)
        case Kind.ABUSE_VIOLENCE:
            ordered = _against_violence(ordered, is_adult=is_adult)
        case _:
            pass
    return rules.first(ordered, count)


def _against_despair(ordered: tuple[Helpline, ...], *, is_adult: bool) -> tuple[Helpline, ...]:
    others = Audience.CHILDREN if is_adult else Audience.PARENTS
    crisis = [
        line
        for line in rules.surest(ordered)
        if line.kind is rules.Kind.CRISIS_LINE and line.topic is None and line.audience is not others
    ]
    rest = sorted(_sure_first(ordered), key=lambda line: line.topic is Topic.VIOLENCE)
    return _each_once(*crisis[:1], *rest)


def _against_violence(ordered: tuple[Helpline, ...], *, is_adult: bool) -> tuple[Helpline, ...]:
    sure = _sure_first(ordered)
    child = [line for line in sure if line.kind is rules.Kind.CHILD_HELPLINE and line.topic is None]
    violence = [
        line
        for line in rules.surest(ordered)
        if line.topic is Topic.VIOLENCE and (is_adult or line.audience is not Audience.PARENTS)
    ]
    return _each_once(*child[:1], *violence, *sure)


def _sure_first(lines: Iterable[Helpline]) -> list[Helpline]:
    return sorted(lines, key=lambda line: line.confidence is not Confidence.CONFIRMED)


def _each_once(*lines: Helpline) -> tuple[Helpline, ...]:
    return tuple(dict.fromkeys(lines))
