"""How content/challenge/*.yaml is written."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from bot.content.reader import Schema
from bot.domain.challenge import Stage, Verdict
from bot.domain.learner import Role

LABEL_LIMIT = 32

Id = Annotated[str, Field(pattern=r"^[a-z]{1,12}$")]
Label = Annotated[str, Field(max_length=LABEL_LIMIT)]
Crowd = Literal["teen", "adult"]
GivenWords = Annotated[str, Field(pattern=r"^[a-z]+ = [a-z]+$")]
"""An answer to a question, written `question = answer`."""


class AnswerWords(Schema):
    """One answer; it needs a label only where the common one does not fit."""

    id: Id
    label: Label | None = None
    reply: str | None = None
    help: bool = False
    urgent: bool = False


class QuestionWords(Schema):
    """One question with its answers."""

    id: Id
    ask: str
    hint: str | None = None
    answers: tuple[AnswerWords, ...] = Field(min_length=2)


class HeadWords(Schema):
    """One of the three big questions with its follow-ups."""

    head: str
    questions: tuple[QuestionWords, ...] = Field(min_length=2, max_length=3)


class StopWords(Schema):
    """The pause."""

    seconds: int = Field(ge=3, le=20)
    ask: str
    ready: Label


class FeelWords(Schema):
    """The question how it feels."""

    ask: str
    feelings: Crowd


class OutcomeWords(Schema):
    """How a verdict is said."""

    title: str
    body: str


class AdviceWords(Schema):
    """One card of the last step."""

    id: Id
    title: str
    lines: tuple[str, ...] = Field(min_length=2, max_length=4)
    verdicts: tuple[Verdict, ...] = Field(default=tuple(Verdict), alias="for", min_length=1)
    after: tuple[GivenWords, ...] = ()
    help: bool = False


class FlowFile(Schema):
    """One way into the check: challenge/<entry>.yaml."""

    button: Label
    icon: str
    first: tuple[QuestionWords, ...] = ()
    stop: StopWords
    feel: FeelWords
    think: tuple[HeadWords, ...] = Field(min_length=3, max_length=3)
    decide: dict[Verdict, tuple[GivenWords, ...]]
    outcomes: dict[Verdict, OutcomeWords]
    act: tuple[AdviceWords, ...]


class SourceWords(Schema):
    """A page that was read."""

    url: Annotated[str, Field(pattern=r"^https://[^\s/]+\.[^\s/]+(/\S*)?$")]
    supports: str
    read_on: date


class CommonFile(Schema):
    """What all ways share: challenge/common.yaml."""

    steps: dict[Stage, Label]
    credit: str
    welcome: dict[Role, str]
    answers: dict[Id, Label]
    feelings: dict[Crowd, tuple[AnswerWords, ...]]
    sources: tuple[SourceWords, ...] = Field(min_length=1)
    checked_on: date
    review_by: date
