"""How to report and lock down, app by app."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.domain.action import Action, Link
from bot.domain.actions.help import ShowReporting
from bot.domain.actions.platforms import ShowPlatform, ShowPlatforms, ShowSection
from bot.domain.platform import Platform, PlatformId, Section, SectionKind, is_due
from bot.i18n import N_
from bot.i18n.bidi import isolate
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.lessons import back_icon

PARAGRAPH = Markup("\n\n")
_LABELS = {
    SectionKind.REPORT: N_("Report something"),
    SectionKind.BLOCK: N_("Block someone"),
    SectionKind.PRIVATE: N_("Make it private"),
    SectionKind.ACCOUNT: N_("Keep the account safe"),
    SectionKind.FAMILY: N_("Set it up together"),
}
_ICONS = {
    SectionKind.REPORT: "🚩",
    SectionKind.BLOCK: "🚫",
    SectionKind.PRIVATE: "🔒",
    SectionKind.ACCOUNT: "🔑",
    SectionKind.FAMILY: "🤝",
}


def platforms(t: Translator, known: Mapping[PlatformId, Platform]) -> Screen:
    """Show the apps."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("In your apps"),
        t("How to report, to block, and to decide who can reach you. Choose an app."),
        t("If somebody did something to you there, it is not your fault."),
    )
    buttons = [_button(_name(t, each), ShowPlatform(platform=each.id), "📱") for each in known.values()]
    return Screen(text=text, buttons=(*_in_pairs(buttons), ways_on(t)), place=ShowPlatforms())


def platform(t: Translator, shown: Platform) -> Screen:
    """Show what can be done in an app."""
    paragraphs = [Markup("<b>{}</b>").format(_name(t, shown)), t("What would you like to do there?")]
    if shown.ages:
        paragraphs.append(t.text(shown.ages))
    rows = [
        (_button(t.label(_LABELS[each.kind]), _to(shown, each), _ICONS[each.kind]),)
        for each in shown.sections
    ]
    back = _button(t.label("All apps"), ShowPlatforms(), back_icon(t))
    return Screen(
        text=PARAGRAPH.join(paragraphs),
        buttons=(*rows, (back,), ways_on(t)),
        place=ShowPlatform(platform=shown.id),
    )


def section(t: Translator, of: Platform, shown: Section, *, today: dt.date) -> Screen:
    """Show how one thing is done in an app, and the app's own page about it."""
    head = Markup("{} <b>{}</b>\n<b>{}</b>").format(_ICONS[shown.kind], _name(t, of), t(_LABELS[shown.kind]))
    paragraphs = (head, *_before(t, shown.kind), _steps(t, shown), *_checked(t, of, shown, today))
    rows: list[Row] = [
        (Button(label=t.label("Help page of the app"), action=Link(url=shown.page), icon="🌐"),)
    ]
    if shown.kind is SectionKind.REPORT:
        rows.append((_button(t.label("Report in your country"), ShowReporting(), "🚩"),))
    rows.append((_button(t.label("Back"), ShowPlatform(platform=of.id), back_icon(t)),))
    return Screen(text=PARAGRAPH.join(paragraphs), buttons=(*rows, ways_on(t)), place=_to(of, shown))


def _in_pairs(buttons: Sequence[Button]) -> Iterator[Row]:
    for first in range(0, len(buttons), 2):
        yield tuple(buttons[first : first + 2])


def _before(t: Translator, kind: SectionKind) -> Iterator[Markup]:
    """Say what comes before the steps."""
    match kind:
        case SectionKind.REPORT:
            yield t("It is not your fault. An adult you trust can do this with you.")
            yield t(
                "First save names, messages and dates. "
                "Never copy or pass on a sexual picture of a child or teen."
            )
        case SectionKind.BLOCK:
            yield t("It is not your fault. You may block anyone, and you owe nobody a reason.")
            yield t("If they were mean or threatened you, first save names, messages and dates.")
        case SectionKind.PRIVATE:
            yield t("You decide who can see you, find you and write to you.")
        case SectionKind.ACCOUNT:
            yield t(
                "If someone took over your account, it is not your fault. Do this with someone you trust."
            )
        case SectionKind.FAMILY:
            yield t("For parents and teens, side by side. Look at each setting and decide together.")


def _steps(t: Translator, shown: Section) -> Markup:
    if not shown.steps:
        return t("We could not check the steps for this. The help page of the app has them.")
    return Markup("\n").join(
        Markup("{}. {}").format(t.number(no), t.text(step)) for no, step in enumerate(shown.steps, start=1)
    )


def _checked(t: Translator, of: Platform, shown: Section, today: dt.date) -> Iterator[Markup]:
    """Say how old the steps are."""
    if not shown.steps:
        return
    date = t.date(of.checked_on)
    if is_due(of, today=today):
        yield Markup("⚠️ <i>{}</i>").format(
            t("This was last checked on {date}. The app may have changed: see its help page.", date=date)
        )
        return
    yield Markup("<i>{}</i>").format(
        t("Checked on {date}. Apps change: if yours looks different, see its help page.", date=date)
    )


def _to(of: Platform, shown: Section) -> ShowSection:
    return ShowSection(platform=of.id, kind=shown.kind)


def _name(t: Translator, of: Platform) -> str:
    return isolate(of.name, reader_is_rtl=t.is_rtl)


def _button(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
