"""The pages of the preview, as HTML. They speak English to authors; what they show speaks its language."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.content.catalog import Catalog
from bot.content.messages import texts
from bot.domain.learner import AgeBand
from bot.domain.lesson import Lesson, Source
from bot.domain.text import Text
from bot.i18n.locales import SOURCE
from bot.i18n.marks import Mark, Marks
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.simulator.html import formatted
from bot.simulator.preview.lesson import Shown, shown
from bot.simulator.rendering import to_html

_NOTHING = Markup()
_MARKS = {Mark.MISSING: "not translated", Mark.STALE: "source changed", Mark.DRAFT: "machine draft"}
_PAGE = Markup("""<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>{title} · preview</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <link rel="icon" href="/page/mark.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/page/style.css">
  <link rel="stylesheet" href="/page/messages.css">
  <link rel="stylesheet" href="/page/preview.css">
  <script src="/page/theme.js"></script>
</head>
<body>
  <a class="skip" href="#preview">Skip to the preview</a>
  <header class="top">
    <p class="brand">
      <img src="/page/mark.svg" alt="" width="30" height="30">
      <span>foursteps <small>preview</small></span>
    </p>
    <nav class="languages" aria-label="Language">{languages}</nav>
    <nav class="ways" aria-label="Pages">{ways}</nav>
  </header>
  <main class="preview" id="preview" tabindex="-1">
{body}
  </main>
</body>
</html>
""")
_ROW = Markup("""<section class="row" id="{name}" aria-label="{heading}">
  <div class="wallpaper" lang="{locale}" dir="{direction}">{bubble}</div>
  <div class="source"><h2>{heading}</h2><dl>{strings}</dl></div>
</section>
""")
_BUBBLE = Markup(
    '<div class="message theirs tail with-buttons"><div class="bubble"><div class="text">{}</div></div>'
    '<div class="inline-keyboard">{}</div></div>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Hold what a page is made from: the content, the language shown, and the languages there are."""

    catalog: Catalog
    t: Translator
    names: Mapping[str, str]
    marks: Marks

    @property
    def direction(self) -> str:
        """Return the direction the language is written in."""
        return "rtl" if self.t.is_rtl else "ltr"

    def mark(self, text: Text) -> Mark | None:
        """Tell what is left to do for a string."""
        return self.marks.of(text)

    def link(self, lesson: Lesson) -> str:
        """Return the address of a lesson in this language."""
        return f"/preview/lesson/{lesson.id}?locale={self.t.locale}"


def course_page(view: View) -> Markup:
    """List the lessons."""
    body = Markup("<h1>Lessons</h1>\n{}").format(Markup("\n").join(_units(view)))
    return _page(view, title="Lessons", address="/preview", ways=(("/", "Simulator"),), body=body)


def lesson_page(view: View, lesson: Lesson) -> Markup:
    """Show a lesson from its first card to its end."""
    rows = Markup().join(_row(view, each) for each in shown(view.t, view.catalog, lesson))
    body = Markup("{}\n{}\n{}").format(_head(view, lesson), rows, _sources(lesson.sources))
    return _page(
        view,
        title=lesson.title.source,
        address=f"/preview/lesson/{lesson.id}",
        ways=_neighbours(view, lesson),
        body=body,
    )


def words(shown_as: Callable[[Text], str], lesson: Lesson) -> int:
    """Count the words of the cards, the closing one too."""
    read = [text for card in lesson.cards for text in (card.title, card.body)]
    return sum(len(shown_as(text).split()) for text in (*read, lesson.today, lesson.tell))


def bubble(screen: Screen) -> Markup:
    """Draw a message with its buttons, as the simulator's phones do."""
    # Safe: to_html() escapes all but the tags that Telegram knows.
    text = Markup(to_html(*formatted(str(screen.text), "HTML", None)))  # noqa: S704
    return _BUBBLE.format(text, Markup().join(map(_button_row, screen.buttons)))


def _button_row(row: Iterable[Button]) -> Markup:
    labels = (f"{button.icon} {button.label}".strip() for button in row)
    shown_ = Markup().join(Markup('<span class="inline-button">{}</span>').format(label) for label in labels)
    return Markup('<div class="button-row">{}</div>').format(shown_)


def _page(view: View, *, title: str, address: str, ways: Collection[tuple[str, str]], body: Markup) -> Markup:
    links = (Markup('<a href="{}">{}</a>').format(to, label) for to, label in ways)
    languages = Markup().join(_language(view, tag, name, address) for tag, name in view.names.items())
    return _PAGE.format(title=title, languages=languages, ways=Markup().join(links), body=body)


def _language(view: View, tag: str, name: str, address: str) -> Markup:
    here = Markup(' aria-current="true"') if tag == view.t.locale else _NOTHING
    return Markup('<a href="{}?locale={}" lang="{}"{}>{}</a>').format(address, tag, tag, here, name)


def _neighbours(view: View, lesson: Lesson) -> tuple[tuple[str, str], ...]:
    course = tuple(view.catalog.lessons.values())
    place = list(view.catalog.lessons).index(lesson.id)
    ways = [(f"/preview?locale={view.t.locale}", "All lessons")]
    if place:
        ways.append((view.link(course[place - 1]), "Previous"))
    if place + 1 < len(course):
        ways.append((view.link(course[place + 1]), "Next"))
    return tuple(ways)


def _units(view: View) -> Iterator[Markup]:
    for number, unit in enumerate(view.catalog.units, start=1):
        lessons = (_entry(view, view.catalog.lessons[lesson_id]) for lesson_id in unit.lesson_ids)
        heading = Markup('<h2>{}. <bdi lang="{}">{}</bdi></h2>').format(
            number, view.t.locale, view.t.text(unit.title)
        )
        yield Markup('<section class="unit">{}<ol>{}</ol></section>').format(heading, Markup().join(lessons))


def _entry(view: View, lesson: Lesson) -> Markup:
    about = f"{lesson.audience.value} · {lesson.minutes} min · review by {lesson.review_by}"
    source = _NOTHING if view.t.locale == SOURCE else Markup("<span>{}</span>").format(lesson.title.source)
    return Markup('<li><a href="{}"><b lang="{}" dir="auto">{}</b>{}<small>{}</small>{}</a></li>').format(
        view.link(lesson), view.t.locale, view.t.text(lesson.title), source, about, _left(view, lesson)
    )


def _left(view: View, lesson: Lesson) -> Markup:
    """Count what is left to translate or to read."""
    found = [view.mark(text) for _, text in texts(lesson, ())]
    counts = ((mark, found.count(mark)) for mark in Mark)
    return Markup().join(_badge(mark, f"{count} {_MARKS[mark]}") for mark, count in counts if count)


def _head(view: View, lesson: Lesson) -> Markup:
    t = view.t
    count = f"{words(lambda text: text.source, lesson)} words"
    if t.locale != SOURCE:
        count += f", {words(t.label_text, lesson)} in this language"
    facts = {
        "File": f"content/lessons/{lesson.id}.yaml",
        "For": f"{lesson.audience.value}, {', '.join(band for band in AgeBand if band in lesson.age_bands)}",
        "Length": f"{lesson.minutes} min, {count}",
        "Checked": f"{lesson.checked_on}, review by {lesson.review_by}",
        "Change": lesson.intended_change,
    }
    rows = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(*fact) for fact in facts.items())
    return Markup('<h1 lang="{}" dir="{}">{}</h1>{}<dl class="facts">{}</dl>').format(
        t.locale, view.direction, t.text(lesson.title), _string(view, lesson.title), rows
    )


def _row(view: View, each: Shown) -> Markup:
    return _ROW.format(
        name=each.name,
        heading=each.heading,
        locale=view.t.locale,
        direction=view.direction,
        bubble=bubble(each.screen),
        strings=Markup().join(_string_row(view, text, is_right=text == each.right) for text in each.texts),
    )


def _string_row(view: View, text: Text, *, is_right: bool) -> Markup:
    right = Markup(' <span class="right">✓ fits best</span>') if is_right else _NOTHING
    name = text.context.split("/", 2)[-1]
    return Markup("<dt><code>{}</code>{}{}</dt><dd>{}</dd>").format(
        name, right, _mark_badge(view, text), text.source
    )


def _string(view: View, text: Text) -> Markup:
    if view.t.locale == SOURCE:
        return _NOTHING
    return Markup('<p class="hint">{}{}</p>').format(text.source, _mark_badge(view, text))


def _mark_badge(view: View, text: Text) -> Markup:
    mark = view.mark(text)
    return _badge(mark, _MARKS[mark]) if mark else _NOTHING


def _badge(mark: Mark, label: str) -> Markup:
    return Markup(' <span class="mark {}">{}</span>').format(mark.value, label)


def _sources(sources: Iterable[Source]) -> Markup:
    rows = (
        Markup('<li><a href="{0}" rel="noreferrer">{0}</a><p>{1}</p><small>read on {2}</small></li>').format(
            source.url, source.supports, source.read_on
        )
        for source in sources
    )
    return Markup('<section class="sources"><h2>Sources</h2><ol>{}</ol></section>').format(
        Markup().join(rows)
    )
