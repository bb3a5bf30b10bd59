"""Where each lesson comes from, when it was checked, and under which licence it may be passed on."""

import datetime as dt
from collections.abc import Iterable

from markupsafe import Markup

from bot.domain.classroom import ClassPlan
from bot.domain.lesson import Lesson, Source
from bot.i18n.translator import Translator

_LICENCE = "CC BY 4.0"
_LICENCE_PAGE = "https://creativecommons.org/licenses/by/4.0/"


def page(t: Translator, printed: Iterable[Lesson | ClassPlan], *, today: dt.date) -> Markup:
    """List the sources of all that is printed, then the licence."""
    listed = Markup().join(_listed(t, each) for each in printed)
    return Markup(
        '<article class="sources">\n<h2>{}</h2>\n{}'
        '<p class="licence">{}<br><bdi dir="ltr">{}</bdi><br>{}</p>\n</article>'
    ).format(
        t("Sources"),
        listed,
        t(
            "You may copy, share and change these lessons under the licence {licence}, as long as you name "
            "foursteps and say what you changed.",
            licence=_LICENCE,
        ),
        _LICENCE_PAGE,
        t("Printed on {date}", date=t.date(today)),
    )


def _listed(t: Translator, printed: Lesson | ClassPlan) -> Markup:
    return Markup("<section><h3>{}</h3><p>{}</p><ul>{}</ul></section>\n").format(
        t.text(printed.title),
        t("Checked on {date}", date=t.date(printed.checked_on)),
        Markup().join(_source(t, source, printed.checked_on) for source in printed.sources),
    )


def _source(t: Translator, source: Source, checked_on: dt.date) -> Markup:
    page = Markup('<bdi dir="ltr">{}</bdi>').format(source.url)
    if source.read_on == checked_on:
        return Markup("<li>{}</li>").format(page)
    return Markup("<li>{} · {}</li>").format(page, t("Read on {date}", date=t.date(source.read_on)))
