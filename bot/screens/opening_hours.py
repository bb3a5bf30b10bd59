"""When somebody answers, in words."""

import datetime as dt
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.domain.helpline import Hours
from bot.i18n.translator import Translator

A_MONDAY = dt.date(2024, 1, 1)
WEEK = 7


def opening_hours(t: Translator, hours: Iterable[Hours]) -> Markup:
    """Say all the times of a line."""
    return listed(t, (_span(t, span) for span in hours), separator=";")


def listed(t: Translator, things: Iterable[str], separator: str = ",") -> Markup:
    """Put things in a row, with the separator of the reader's script."""
    marks = {",": "،", ";": "؛"} if t.is_rtl else {}
    return Markup(f"{marks.get(separator, separator)} ").join(things)  # noqa: S704 (a mark of ours)


def _span(t: Translator, hours: Hours) -> Markup:
    is_daily = len(hours.days) == WEEK
    if hours.opens is None:
        if is_daily:
            return t("Day and night, every day")
        return t("{days}: day and night", days=_days(t, hours.days))
    opens = t.time(hours.opens)
    if hours.closes is None:
        if is_daily:
            return t("Every day from {opens}", opens=opens)
        return t("{days} from {opens}", days=_days(t, hours.days), opens=opens)
    closes = t.time(hours.closes)
    if is_daily:
        return t("Every day from {opens} to {closes}", opens=opens, closes=closes)
    return t("{days} from {opens} to {closes}", days=_days(t, hours.days), opens=opens, closes=closes)


def _days(t: Translator, days: Sequence[int]) -> Markup:
    """Name days, those that follow one another as a range; the week may wrap around Sunday."""
    names = [t.weekday(A_MONDAY + dt.timedelta(days=day)) for day in range(WEEK)]
    ranges: list[Markup] = []
    for run in _runs(days):
        if len(run) > 2:  # noqa: PLR2004 (two days are named, not spanned)
            ranges.append(t("{first} to {last}", first=names[run[0]], last=names[run[-1]]))
        else:
            ranges += [Markup("{}").format(names[day]) for day in run]
    return listed(t, ranges)


def _runs(days: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == WEEK - 1:
        runs[0] = runs.pop() + runs[0]
    return runs
