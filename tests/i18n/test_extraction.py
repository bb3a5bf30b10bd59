from pathlib import Path
from textwrap import dedent

import pytest

from bot.i18n.extraction import LABEL_LIMIT, TOAST_LIMIT, Found, Misuse, extract


def read(root: Path, code: str) -> tuple[list[Found], list[Misuse]]:
    (root / "bot").mkdir()
    (root / "bot" / "toy.py").write_text(dedent(code), encoding="utf-8")
    return extract(root)


@pytest.mark.parametrize(
    ("code", "source", "plural", "limit"),
    [
        ('t("Hello.")', "Hello.", None, None),
        ('turn.t("Hello.")', "Hello.", None, None),
        ('translators(tag)("Hello.")', "Hello.", None, None),
        ('app.translator(tag).label("Menu")', "Menu", None, LABEL_LIMIT),
        ('t.plural("{count} card", "{count} cards", n)', "{count} card", "{count} cards", None),
        ('t.plural_label("one", "many", n)', "one", "many", LABEL_LIMIT),
        ('Screen(toast=t.label("Saved"))', "Saved", None, TOAST_LIMIT),
        (f't.label("{"M" * 33}")', "M" * 33, None, TOAST_LIMIT),
        ('TITLE = N_("Hello, {name}.")', "Hello, {name}.", None, None),
        ('t("In two "\n  "pieces")', "In two pieces", None, None),
        ('t("{name}", **values)', "{name}", None, None),
    ],
)  # fmt: skip
def test_a_sentence_is_found(tmp_path: Path, code: str, source: str, plural: str | None, limit: int) -> None:
    found, misused = read(tmp_path, code)
    assert misused == []
    assert [(f.source, f.plural, f.limit) for f in found] == [(source, plural, limit)]


@pytest.mark.parametrize("code", ['sa.func.count().label("n")', "t(TITLE)", 'x.text("a")', 'y[0]("b")'])
def test_what_is_no_sentence_is_left_alone(tmp_path: Path, code: str) -> None:
    found, misused = read(tmp_path, code)
    assert (found, misused) == ([], [])


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ('t(f"Hello {name}")', "put together"),
        ('t("Hello " + name)', "put together"),
        ('t("Hello %s" % name)', "put together"),
        ('t("Hello {name}")', "no value is given for name"),
        ('t.plural("{count} of {all}", "{count} of {all}", 1)', "no value is given for all"),
        ('t("Hello {", name=1)', "stray brace"),
    ],
)
def test_what_can_never_be_translated_is_reported(tmp_path: Path, code: str, problem: str) -> None:
    _, misused = read(tmp_path, code)
    assert [(m.file, m.line) for m in misused] == [("bot/toy.py", 1)]
    assert problem in misused[0].problem


def test_comments_for_translators_are_kept(tmp_path: Path) -> None:
    found, _ = read(
        tmp_path,
        """
        # A note for programmers.
        t("a")
        # i18n: Said to a parent,
        # after the quiz.
        x = Screen(
            text=t("b"),
        )
        t("c")
        """,
    )
    assert [f.comment for f in found] == ["", "Said to a parent, after the quiz.", ""]


def test_what_the_code_is_for_tells_translators_where_a_sentence_stands(tmp_path: Path) -> None:
    code = '''"""The menu."""


def menu(t):
    """Offer what there is to do.

    More for programmers.
    """
    def _row():
        return t("b")
    return t("a"), _row()


def _without(t):
    return t("c")
'''
    found, _ = read(tmp_path, code)
    where = {sentence.source: sentence.where for sentence in found}
    offer = "The menu. Offer what there is to do."
    assert where == {"a": offer, "b": offer, "c": "The menu."}
