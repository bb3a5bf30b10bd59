from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import helpline as rules
from bot.domain.helpline import Audience, Checked, Confidence, Helpline, Kind, Source, Topic, is_short_code
from bot.domain.learner import Role


def a_line(name: str, **changes: Any) -> Helpline:
    fields: dict[str, Any] = {
        "id": name,
        "name": name,
        "country": "NP",
        "kind": Kind.CHILD_HELPLINE,
        "audience": Audience.CHILDREN,
        "confidence": Confidence.CONFIRMED,
        "sources": (Source(ref="somewhere"),),
        "phones": ("1098",),
        "checked": Checked(on=date(2026, 1, 1)),
    }
    return Helpline(**fields | changes)


CHILD = a_line("child")
CRISIS = a_line("crisis", kind=Kind.CRISIS_LINE, audience=Audience.ANYONE)
PARENTS = a_line("parents", kind=Kind.CRISIS_LINE, audience=Audience.PARENTS)
PROTECTION = a_line("protection", audience=Audience.ANYONE)


def names(lines: tuple[Helpline, ...]) -> list[str]:
    return [line.name or "" for line in lines]


def test_what_sources_disagree_about_is_never_shown() -> None:
    assert rules.to_talk([a_line("x", confidence=Confidence.CONFLICT)], None) == ()


def test_what_an_editor_holds_back_is_never_shown() -> None:
    assert rules.to_talk([a_line("x", hold="check the number first")], None) == ()


def test_what_cannot_be_reached_is_never_shown() -> None:
    assert rules.to_talk([a_line("x", phones=())], None) == ()
    assert rules.emergency([a_line("x", kind=Kind.EMERGENCY, phones=())]) == ()


def test_a_teen_sees_lines_for_children_first() -> None:
    lines = [PARENTS, CRISIS, PROTECTION, CHILD]
    assert names(rules.to_talk(lines, Role.TEEN)) == ["child", "protection", "crisis", "parents"]


def test_a_parent_sees_lines_for_parents_first_and_the_childs_too() -> None:
    lines = [CHILD, CRISIS, PROTECTION, PARENTS]
    assert names(rules.to_talk(lines, Role.PARENT)) == ["parents", "protection", "crisis", "child"]


def test_a_line_for_everyone_is_on_the_first_page_however_many_there_are_for_children() -> None:
    lines = [*(a_line(f"child{n}") for n in range(9)), CRISIS]
    assert CRISIS in rules.pages(rules.to_talk(lines, Role.TEEN))[0]


def test_national_and_surer_and_newer_lines_come_first() -> None:
    lines = [
        a_line("regional", region="Punjab"),
        a_line("single", confidence=Confidence.SINGLE),
        a_line("older", checked=Checked(on=date(2020, 1, 1))),
        a_line("newest"),
    ]
    assert names(rules.to_talk(lines, None)) == ["newest", "older", "single", "regional"]


def test_pairs_stand_side_by_side() -> None:
    young, grown = a_line("young", pair="kjt"), a_line("grown", audience=Audience.PARENTS, pair="kjt")
    shown = names(rules.to_talk([young, *(a_line(f"child{n}") for n in range(6)), CRISIS, grown], Role.TEEN))
    assert shown.index("grown") == shown.index("young") + 1


@given(st.lists(st.sampled_from([None, "a", "b", "c"]), max_size=30))
def test_pages_keep_everything_and_never_part_a_pair(pairs: list[str | None]) -> None:
    lines = tuple(
        a_line(str(place), pair=pair) for place, pair in enumerate(pairs) if pair != "a" or place < 4
    )
    pages = rules.pages(lines)
    assert sorted(names(tuple(line for page in pages for line in page))) == sorted(names(lines))
    for pair in ("a", "b", "c"):
        assert sum(any(line.pair == pair for line in page) for page in pages) <= 1


def test_the_first_lines_bring_what_belongs_to_them() -> None:
    young, grown = a_line("young", pair="kjt"), a_line("grown", audience=Audience.PARENTS, pair="kjt")
    lines = (a_line("one"), young, a_line("two"), grown)
    assert names(rules.first(lines, 2)) == ["one", "young", "grown"]
    assert names(rules.first(lines, 1)) == ["one"]


def test_what_is_due_is_old_or_did_not_work_and_is_seen_by_readers() -> None:
    today = date(2026, 11, 22)
    lines = [
        a_line("elsewhere", country="SE", review_by=date(2020, 1, 1)),
        a_line("fresh", review_by=date(2027, 1, 1)),
        a_line("broken", review_by=date(2027, 1, 1)),
        a_line("old", review_by=date(2026, 11, 21)),
        a_line("undated", review_by=None),
        a_line("hidden", review_by=None, hold="being checked"),
        a_line("unsure", review_by=None, confidence=Confidence.CONFLICT),
    ]
    assert names(rules.due(lines, today, {"broken"})) == ["undated", "old", "broken", "elsewhere"]


def test_missing_children_are_not_where_one_talks_or_reports_pictures() -> None:
    missing = a_line("116000", kind=Kind.REPORT_HOTLINE, topic=Topic.MISSING_CHILD)
    assert rules.to_report([missing]) == ()
    assert rules.missing_child([missing]) == (missing,)


def test_what_takes_pictures_down_comes_first_and_what_is_near_before_what_is_everywhere() -> None:
    hotline = a_line("hotline", kind=Kind.REPORT_HOTLINE)
    near = a_line("near", kind=Kind.REPORT_HOTLINE, topic=Topic.TAKE_DOWN, checked=None)
    far = a_line("far", kind=Kind.REPORT_HOTLINE, topic=Topic.TAKE_DOWN, country=rules.GLOBAL)
    assert rules.to_report([hotline, far, near]) == (near, far, hotline)


def test_a_line_is_due_after_its_day_or_when_nobody_knows_it() -> None:
    line = a_line("x", review_by=date(2026, 11, 22))
    assert not line.is_due(date(2026, 11, 22))
    assert line.is_due(date(2026, 11, 23))
    assert a_line("x").is_due(date(2026, 1, 1))


def test_short_codes_are_told_from_whole_numbers() -> None:
    assert is_short_code("116 111")
    assert is_short_code("*4141")
    assert not is_short_code("0800 1111")
    assert not is_short_code("+97714")
