"""What is wrong with a sentence of a broadcast, and what helps."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.domain.broadcast import Remark, RemarkKind
from bot.i18n.translator import Translator

_MOST = 5
_SENTENCE_SIGNS = 160


def remark_lines(t: Translator, remarks: Iterable[Remark]) -> list[Markup]:
    """Show each sentence with its problem and the remedy, the grave ones first."""
    ordered = sorted(remarks, key=lambda remark: not remark.is_grave)
    lines = [_line(t, remark) for remark in ordered[:_MOST]]
    if len(ordered) > _MOST:
        more = len(ordered) - _MOST
        lines.append(t.plural("There is {count} more.", "There are {count} more.", more))
    return lines


def _line(t: Translator, remark: Remark) -> Markup:
    where = t.language(remark.locale) if remark.locale else t.label("Title")
    return Markup("{} <b>{}</b>\n<blockquote>{}</blockquote>{}").format(
        "⛔" if remark.is_grave else "⚠️", where, _short(remark.sentence), _advice(t, remark)
    )


def _advice(t: Translator, remark: Remark) -> Markup:
    words = remark.words
    advice = {
        RemarkKind.BANNED: t("“{words}” is not used here: say it without.", words=words),
        RemarkKind.CAUTIONED: t("“{words}” is used with care: say it without, if you can.", words=words),
        RemarkKind.BLAMING: t(
            "“{words}” can sound like blame: say what was done, and what helps now.", words=words
        ),
        RemarkKind.ALARM: t("“{words}” can frighten: say calmly what is known, and what to do.", words=words),
        RemarkKind.METHODS: t("“{words}” tells how it is done: leave the detail out.", words=words),
        RemarkKind.NAMED: t("“{words}” is a name that sends people looking: leave it out.", words=words),
        RemarkKind.SHOUTING: t("“{words}” shouts: write it calmly.", words=words),
        RemarkKind.LINK: t("“{words}” is not on our list of sites: leave it out.", words=words),
    }
    return advice[remark.kind]


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _SENTENCE_SIGNS else sentence[: _SENTENCE_SIGNS - 1] + "…"
