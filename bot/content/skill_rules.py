"""Rules about skills: every question asks for one of the list, and every one of the list is asked for."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from bot.content.lessons import Skill, load_course
from bot.content.problem import Problem
from bot.content.reader import Schema, parse_with_lines

FILE = "skills.yaml"


class SkillEntry(Schema):
    """A skill, and what somebody can do who has it."""

    id: Skill
    means: str


class SkillsFile(Schema):
    """What the questions ask for: skills.yaml."""

    skills: tuple[SkillEntry, ...] = Field(min_length=1)


def check_skills(folder: Path) -> Iterator[Problem]:
    """Find skills that are asked for and not listed, listed and not asked for, or listed twice."""
    file, lines = parse_with_lines(folder / FILE, SkillsFile)
    listed = [skill.id for skill in file.skills]
    asked: set[str] = set()
    course = load_course(folder)
    for lesson in course.lessons:
        for place, question in enumerate(lesson.questions):
            asked.add(question.skill)
            if question.skill not in listed:
                at = course.lines[lesson.id]
                problem = f"The skill `{question.skill}` is not in {FILE}."
                line = at.at("questions", place, "skill")
                yield Problem(
                    file=at.file, line=line, problem=problem, remedy="Take one of the list, or add it."
                )
    for place, skill in enumerate(listed):
        line = lines.at("skills", place, "id")
        if skill not in asked:
            problem = f"No question asks for `{skill}`."
            yield Problem(file=lines.file, line=line, problem=problem, remedy="Ask for it, or remove it.")
        if skill in listed[:place]:
            problem = f"The skill `{skill}` stands here twice."
            yield Problem(file=lines.file, line=line, problem=problem, remedy="Keep one of them.")
