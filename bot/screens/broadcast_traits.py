"""What there is to choose people by, trait by trait; a second tap gives a choice up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.domain.actions.broadcast_audience import ChooseAudience, ChooseTrait, SetTrait
from bot.domain.audience import SEEN_WITHIN, Audience, Progress, ProgressKind, Traits
from bot.domain.broadcast import Plan
from bot.domain.learner import AgeBand
from bot.i18n.translator import Translator
from bot.screens.audience_words import age_label, countries_line, people_line, progress_label, seen_label
from bot.screens.base import Button, Screen
from bot.screens.broadcast_audience import OFF, ON, back_button, pairs
from bot.screens.common import Row
from bot.screens.countries import country_browser
from bot.screens.lessons import short


def choose_locales(t: Translator, plan: Plan, asked: ChooseTrait, tags: Iterable[str]) -> Screen:
    """Offer the languages."""
    chosen = side(plan, asked).locales
    return _screen(
        t, plan, asked, t("Languages"), [_box(asked, tag, t.language(tag), chosen) for tag in tags]
    )


def choose_ages(t: Translator, plan: Plan, asked: ChooseTrait) -> Screen:
    """Offer the age bands."""
    chosen = side(plan, asked).ages
    boxes = [_box(asked, age, age_label(t, age), chosen) for age in AgeBand]
    return _screen(t, plan, asked, t("Ages of teens"), boxes)


def choose_cohorts(
    t: Translator, plan: Plan, asked: ChooseTrait, known: Sequence[str], *, is_refused: bool = False
) -> Screen:
    """Offer the classes and groups there are; any other is typed."""
    chosen = side(plan, asked).cohorts
    boxes = [_box(asked, tag, tag, chosen) for tag in sorted({*known, *chosen})]
    hint = t("A link that ends in start=class-NAME brings people into the class NAME. Tap, or type the name.")
    if is_refused:
        hint = t("A name has up to 24 small letters, digits and hyphens, and lies within your mandate.")
    screen = _screen(t, plan, asked, t("Classes and groups"), boxes)
    return replace(screen, text=Markup("{}\n\n{}").format(screen.text, hint), is_new=is_refused)


def choose_progress(t: Translator, plan: Plan, asked: ChooseTrait, units: Mapping[str, str]) -> Screen:
    """Offer how far people have come; one choice."""
    held = side(plan, asked).progress
    chosen = frozenset({held.unit or held.kind}) if held else frozenset()
    options: dict[str, Progress] = {
        **{kind.value: Progress(kind=kind) for kind in (ProgressKind.NOTHING, ProgressKind.BEGUN)},
        **{unit: Progress(kind=ProgressKind.FINISHED, unit=unit) for unit in units},
    }
    boxes = [
        _box(asked, value, short(progress_label(t, progress, units)), chosen)
        for value, progress in options.items()
    ]
    return _screen(t, plan, asked, t("What they have done"), boxes, width=1)


def choose_seen(t: Translator, plan: Plan, asked: ChooseTrait) -> Screen:
    """Offer how lately people were here; one choice."""
    chosen = frozenset({str(side(plan, asked).seen_within)})
    boxes = [_box(asked, str(days), seen_label(t, days), chosen) for days in SEEN_WITHIN]
    return _screen(t, plan, asked, t("Last time here"), boxes, width=1)


def choose_countries(t: Translator, plan: Plan, asked: ChooseTrait, *, found: Sequence[str] = ()) -> Screen:
    """Let the coordinator leaf through the countries; a chosen one is given up by its own button."""
    chosen = side(plan, asked).countries
    drop = [
        Button(icon="✖️", label=t.country(code), action=_set(asked, code, is_in=False))
        for code in sorted(chosen)
    ]
    browser = country_browser(
        t,
        asked.page,
        choose=lambda code: _set(asked, code, is_in=True),
        turn_to=lambda page: ChooseTrait(
            broadcast_id=asked.broadcast_id, is_out=asked.is_out, trait=asked.trait, page=page
        ),
        likely=found,
    )
    text = Markup("<b>{}</b>\n\n{}\n\n{}\n\n{}").format(
        t("Countries"),
        countries_line(t, chosen),
        t("Tap a letter, or write the name of a country."),
        people_line(t, plan),
    )
    return Screen(text=text, buttons=(*pairs(drop), *browser, _back(t, asked)), place=asked)


def side(plan: Plan, asked: ChooseTrait) -> Audience | Traits:
    """Return the choices on this side: who gets it, or who is left out."""
    audience = plan.broadcast.audience
    return audience.without if asked.is_out else audience


def _screen(
    t: Translator, plan: Plan, asked: ChooseTrait, head: Markup, boxes: Sequence[Button], *, width: int = 2
) -> Screen:
    rows: tuple[Row, ...] = pairs(boxes) if width > 1 else tuple((box,) for box in boxes)
    what = t("Whoever you tick is left out.") if asked.is_out else t("Nothing ticked means everyone.")
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(head, what, people_line(t, plan))
    return Screen(text=text, buttons=(*rows, _back(t, asked)), place=asked)


def _box(asked: ChooseTrait, value: str, label: str, chosen: frozenset[str]) -> Button:
    is_on = value in chosen
    return Button(icon=ON if is_on else OFF, label=label, action=_set(asked, value, is_in=not is_on))


def _set(asked: ChooseTrait, value: str, *, is_in: bool) -> SetTrait:
    return SetTrait(
        broadcast_id=asked.broadcast_id, is_out=asked.is_out, trait=asked.trait, value=value, is_in=is_in
    )


def _back(t: Translator, asked: ChooseTrait) -> Row:
    return (back_button(t, ChooseAudience(broadcast_id=asked.broadcast_id, is_out=asked.is_out)),)
