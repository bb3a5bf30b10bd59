"""Guides as authors write them, and what is said when they are written wrongly."""

import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from bot.content.catalog import UnknownGuideError, load_catalog
from bot.content.check import check
from bot.content.guides import load_guide_pieces
from bot.content.messages import content_messages
from bot.content.reader import ContentError
from bot.domain.guide import Guide, GuideId
from bot.domain.learner import AgeBand, Role
from bot.domain.lesson import Audience
from bot.domain.progress import may_open
from bot.domain.safeguarding import Kind
from bot.folders import shared_folder

CONTENT = shared_folder("content")
CATALOG = load_catalog(CONTENT)
FILE = "guides/threatened.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("lessons", "challenge", "terms", "guides"):
        shutil.copytree(CONTENT / name, tmp_path / name)
    for name in ("units.yaml", "class.yaml"):
        shutil.copy(CONTENT / name, tmp_path)
    return tmp_path


def swap(folder: Path, old: str, new: str, *, times: int = 1) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new, times), encoding="utf-8")


def test_guides_stand_in_the_order_of_the_finder() -> None:
    order = list(CATALOG.happenings)
    places = [order.index(guide.happenings[0]) for guide in CATALOG.guides.values() if guide.happenings]
    assert all(before < after for before, after in pairwise(places))
    assert CATALOG.guide_after[CATALOG.guides[GuideId("threatened")].happenings[0]].id == "threatened"


def test_what_weighs_most_stands_first() -> None:
    assert list(CATALOG.guides)[:2] == ["dark-thoughts", "not-safe"]


def test_every_kind_of_distress_leads_to_steps() -> None:
    for kind in set(Kind) - {Kind.PARENT_CONCERN}:
        assert CATALOG.guide_for(kind)
    assert CATALOG.guide_for(Kind.SELF_HARM) == CATALOG.guide(GuideId("dark-thoughts"))
    assert CATALOG.guide_for(Kind.ABUSE_VIOLENCE) == CATALOG.guide(GuideId("not-safe"))


@pytest.mark.parametrize("guide_id", ["dark-thoughts", "not-safe"])
def test_the_gravest_guides_show_the_emergency_number_to_everybody(guide_id: str) -> None:
    guide = CATALOG.guide(GuideId(guide_id))
    assert guide.teen.danger
    assert guide.parent.danger
    assert "not your fault" in guide.teen.opening.source


def test_a_guide_is_found_or_refused_kindly() -> None:
    assert CATALOG.guide(GuideId("threatened")).id == "threatened"
    with pytest.raises(UnknownGuideError):
        CATALOG.guide(GuideId("gone"))


@pytest.mark.parametrize("guide", CATALOG.guides.values(), ids=lambda guide: guide.id)
def test_whoever_reads_a_guide_may_open_its_lessons(guide: Guide) -> None:
    for lesson in map(CATALOG.lesson, guide.teen.lessons):
        assert lesson.audience is not Audience.PARENT
        assert may_open(lesson, role=Role.TEEN, age_band=AgeBand.UNDER_13)
    for lesson in map(CATALOG.lesson, guide.parent.lessons):
        assert lesson.audience is not Audience.TEEN


def test_translators_see_each_line_of_both_versions_where_it_stands() -> None:
    found = [each for each in content_messages(CONTENT) if each[2].context.startswith("guide/threatened/")]
    contexts = [text.context for _, _, text, _ in found]
    assert len(set(contexts)) == len(contexts)
    assert {"guide/threatened/teen/step-1/body", "guide/threatened/parent/tomorrow"} <= set(contexts)
    for file, line, text, comment in found:
        assert comment
        assert text.source.split()[0] in "".join(file.read_text(encoding="utf-8").splitlines()[line - 1 :])
    lines = [line for _, line, _, _ in found]
    assert lines == sorted(lines)


def test_a_file_has_one_piece_for_each_kind_of_reader() -> None:
    pieces = [each for each in load_guide_pieces(CONTENT) if each.lines.file.stem == "threatened"]
    assert [each.audience for each in pieces] == [Audience.TEEN, Audience.PARENT]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("happenings: [threatened]", "happenings: [cooking]", "`cooking` is not among the happenings"),
        ("happenings: [threatened]\nhears: [sexual_coercion]\n", "", "Nothing leads to this guide"),
        ("hears: [sexual_coercion]", "hears: [sadness]", "`hears.0`"),
        ("happenings: [threatened]", "happenings: [threatened, threatened]", "has another guide"),
        ("lessons: [picture-threat,", "lessons: [no-such-lesson,", "There is no lesson `no-such-lesson`"),
        ("url: https://takeitdown", "url: http://takeitdown", "`teen.services.0.url`"),
        ("  danger: true", "  dangerous: true", "`teen.dangerous` is not known"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(folder: Path, old: str, new: str, problem: str) -> None:
    swap(folder, old, new)
    with pytest.raises(ContentError) as caught:
        load_catalog(folder)
    (fault, *_) = caught.value.errors
    assert problem in fault.problem
    assert fault.file.name == "threatened.yaml"
    assert fault.line > 1
    assert fault.remedy


def test_a_happening_has_one_guide(folder: Path) -> None:
    shutil.copy(folder / FILE, folder / "guides" / "another.yaml")
    with pytest.raises(ContentError, match="`threatened` has another guide already"):
        load_catalog(folder)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("button: My child is threatened", "button: My child is threatened by somebody", "on a button"),
        ("label: Take It Down", "label: Take It Down, the service from America", "on a button"),
        (
            "title: Stop answering",
            "title: Stop answering whoever it is that threatens you",
            "title of a step",
        ),
        ("have to write back,", "Write " + "nothing " * 50, "words"),
    ],
)
def test_a_seeded_fault_is_found(folder: Path, old: str, new: str, problem: str) -> None:
    swap(folder, old, new)
    found = [each for each in check(folder, date(2026, 11, 22)) if problem in each.problem]
    assert found
    assert all(each.remedy and each.line > 1 and each.file.name == "threatened.yaml" for each in found)


@pytest.mark.parametrize(
    ("hears", "file", "problem"),
    [
        ("[]", "guides", "No guide is offered to somebody in distress of the kind `sexual_coercion`"),
        (
            "[sexual_coercion, grooming]",
            "threatened.yaml",
            "`grooming` is heard by secret-adult.yaml already",
        ),
        ("[sexual_coercion, parent_concern]", "threatened.yaml", "`parent_concern` is answered by a screen"),
    ],
)
def test_a_kind_of_distress_has_exactly_one_guide(folder: Path, hears: str, file: str, problem: str) -> None:
    swap(folder, "hears: [sexual_coercion]", f"hears: {hears}")
    (found,) = [each for each in check(folder, date(2026, 11, 22)) if problem in each.problem]
    assert found.file.name == file
    assert found.remedy
    assert found.line > 1 or file == "guides"


def test_every_version_says_that_it_is_not_their_fault(folder: Path) -> None:
    for broken in ("It is not your fault.", "It is\n    not your fault.", "It is still not your\n    fault."):
        swap(folder, broken, "It is so.", times=-1)
    found = [each for each in check(folder, date(2026, 11, 22)) if "not their fault" in each.problem]
    assert [each.line for each in found] == sorted({each.line for each in found})
    assert len(found) == 2
