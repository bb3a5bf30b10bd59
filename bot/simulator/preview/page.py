"""The pages of the preview, as HTML. They speak English to authors; what they show speaks its language."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from bot.content.catalog import Catalog
from bot.content.messages import texts
from bot.domain.lesson import Source
from bot.domain.text import Text
from bot.i18n.locales import SOURCE
from bot.i18n.marks import Mark, Marks
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.simulator.html import formatted
from bot.simulator.preview.entry import Entry, Shown, Sourced
from bot.simulator.preview.nouns import NOUNS, Noun
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

    def link(self, noun: Noun, entry: Entry) -> str:
        """Return the address of an entry in this language."""
        return f"/preview/{noun.name}/{entry.id}?locale={self.t.locale}"

    def title(self, title: Text | str) -> Markup | str:
        """Return a title in this language; names stay."""
        return self.t.text(title) if isinstance(title, Text) else title


def content_page(view: View) -> Markup:
    """List all there is."""
    body = Markup("\n").join(_noun(view, noun) for noun in NOUNS)
    return _page(view, title="Preview", address="/preview", ways=(("/", "Simulator"),), body=body)


def entry_page(view: View, noun: Noun, entry: Entry) -> Markup:
    """Show an entry from its first message to its last."""
    rows = Markup().join(_row(view, each) for each in entry.show(view.t))
    return _page(
        view,
        title=entry.title.source if isinstance(entry.title, Text) else entry.title,
        address=f"/preview/{noun.name}/{entry.id}",
        ways=_neighbours(view, noun, entry),
        body=Markup("{}\n{}\n{}").format(_head(view, entry), rows, _sources(entry.sourced)),
    )


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


def _neighbours(view: View, noun: Noun, entry: Entry) -> tuple[tuple[str, str], ...]:
    entries = tuple(noun.entries(view.catalog))
    place = [each.id for each in entries].index(entry.id)
    ways = [(f"/preview?locale={view.t.locale}", "All content")]
    if place:
        ways.append((view.link(noun, entries[place - 1]), "Previous"))
    if place + 1 < len(entries):
        ways.append((view.link(noun, entries[place + 1]), "Next"))
    return tuple(ways)


def _noun(view: View, noun: Noun) -> Markup:
    groups = groupby(noun.entries(view.catalog), key=lambda entry: entry.group)
    units = (_group(view, noun, title, tuple(entries)) for title, entries in groups)
    return Markup("<h1>{}</h1>\n{}").format(noun.heading, Markup("\n").join(units))


def _group(view: View, noun: Noun, title: Text | None, entries: Iterable[Entry]) -> Markup:
    heading = (
        Markup('<h2 lang="{}"><bdi>{}</bdi></h2>').format(view.t.locale, view.t.text(title))
        if title
        else _NOTHING
    )
    listed = Markup().join(_listed(view, noun, entry) for entry in entries)
    return Markup('<section class="unit">{}<ol>{}</ol></section>').format(heading, listed)


def _listed(view: View, noun: Noun, entry: Entry) -> Markup:
    about = f"{entry.about}, review by {entry.sourced.review_by}" if entry.sourced else entry.about
    source = _NOTHING
    if view.t.locale != SOURCE and isinstance(entry.title, Text):
        source = Markup("<span>{}</span>").format(entry.title.source)
    return Markup('<li><a href="{}"><b lang="{}" dir="auto">{}</b>{}<small>{}</small>{}</a></li>').format(
        view.link(noun, entry), view.t.locale, view.title(entry.title), source, about, _left(view, entry)
    )


def _left(view: View, entry: Entry) -> Markup:
    """Count what is left to translate or to read."""
    found = [view.mark(text) for _, text in texts(entry.value, ())]
    counts = ((mark, found.count(mark)) for mark in Mark)
    return Markup().join(_badge(mark, f"{count} {_MARKS[mark]}") for mark, count in counts if count)


def _head(view: View, entry: Entry) -> Markup:
    facts = {"File": entry.file, **entry.facts(view.t)}
    if entry.sourced:
        facts["Checked"] = f"{entry.sourced.checked_on}, review by {entry.sourced.review_by}"
    rows = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(*fact) for fact in facts.items())
    return Markup('<h1 lang="{}" dir="{}">{}</h1>{}<dl class="facts">{}</dl>').format(
        view.t.locale, view.direction, view.title(entry.title), _string(view, entry.title), rows
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


def _string(view: View, text: Text | str) -> Markup:
    if view.t.locale == SOURCE or isinstance(text, str):
        return _NOTHING
    return Markup('<p class="hint">{}{}</p>').format(text.source, _mark_badge(view, text))


def _mark_badge(view: View, text: Text) -> Markup:
    mark = view.mark(text)
    return _badge(mark, _MARKS[mark]) if mark else _NOTHING


def _badge(mark: Mark, label: str) -> Markup:
    return Markup(' <span class="mark {}">{}</span>').format(mark.value, label)


def _sources(sourced: Sourced | None) -> Markup:
    if sourced is None:
        return _NOTHING
    rows = Markup().join(map(_source, sourced.sources))
    return Markup('<section class="sources"><h2>Sources</h2><ol>{}</ol></section>').format(rows)


def _source(source: Source) -> Markup:
    return Markup(
        '<li><a href="{0}" rel="noreferrer">{0}</a><p>{1}</p><small>read on {2}</small></li>'
    ).format(source.url, source.supports, source.read_on)
