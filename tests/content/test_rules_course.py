import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.challenge import load_challenge
from bot.content.dialogue_rules import check_dialogue, faults_on_ways
from bot.content.orphan_rules import check_orphans
from bot.content.skill_rules import check_skills
from bot.domain.challenge import Entry, Flow, Verdict
from bot.folders import shared_folder
from bot.i18n.locales import SERVED

LOCALES = frozenset(SERVED)
FLOWS = load_challenge(shared_folder("content") / "challenge").flows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(shared_folder("content"), tmp_path, dirs_exist_ok=True)
    return tmp_path


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_ships_breaks_no_rule() -> None:
    content = shared_folder("content")
    found = (*check_skills(content), *check_dialogue(content / "challenge"), *check_orphans(content, LOCALES))
    assert list(map(str, found)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  - id: four-steps\n", "  - id: five-steps\n", "`four-steps` is not in skills.yaml"),
        ("  - id: four-steps\n", "  - id: five-steps\n", "No question asks for `five-steps`"),
        ("  - id: four-steps\n", "  - id: no-blame\n    means: x\n  - id: four-steps\n", "stands here twice"),
    ],
)
def test_a_fault_in_the_skills_is_found(folder: Path, old: str, new: str, problem: str) -> None:
    swap(folder / "skills.yaml", old, new)
    assert any(problem in each.problem for each in check_skills(folder))


@pytest.mark.parametrize("name", ["lessons/draft.txt", "terms/xx.yaml", "notes.md", "challenge/old.yaml"])
def test_a_file_nobody_reads_is_found(folder: Path, name: str) -> None:
    (folder / name).write_text("x: y\n", encoding="utf-8")
    assert [each.file for each in check_orphans(folder, LOCALES)] == [folder / name]


def problems(flow: Flow) -> str:
    return "\n".join(problem for problem, _ in faults_on_ways(flow))


def test_a_way_without_a_verdict_is_found() -> None:
    flow = FLOWS[Entry.DARE]
    rules = tuple(rule for rule in flow.rules if rule.verdict is not Verdict.LOOKS_FINE)
    assert "No verdict after" in problems(replace(flow, rules=rules))


def test_a_verdict_without_advice_is_found() -> None:
    flow = FLOWS[Entry.SAW]
    advice = tuple(replace(card, verdicts=card.verdicts - {Verdict.LOOKS_FINE}) for card in flow.advice)
    assert "No advice after" in problems(replace(flow, advice=advice))


def test_a_way_nobody_can_go_back_on_is_found() -> None:
    flow = FLOWS[Entry.DARE]
    *first, last = flow.questions
    assert "Nobody can think again" in problems(replace(flow, questions=(*first, replace(last, pause=10))))


def test_a_question_without_a_way_on_is_found() -> None:
    flow = FLOWS[Entry.DARE]
    first, *others = flow.questions
    urgent = tuple(replace(option, is_urgent=True) for option in first.options)
    blocked = replace(flow, questions=(replace(first, options=urgent), *others))
    assert problems(blocked) == f"Nobody can go on from `{first.id}`."
