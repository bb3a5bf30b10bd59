"""From content/challenge/*.yaml to the challenge check: its words and its decision tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.challenge_faults import faults_in, missing
from bot.content.challenge_words import (
    LABEL_LIMIT,
    AdviceWords,
    AnswerWords,
    CommonFile,
    FlowFile,
    QuestionWords,
)
from bot.content.reader import ContentError, Lines, Spot, parse_with_lines, raise_all
from bot.domain.challenge import (
    ADULT_ENTRIES,
    TEEN_ENTRIES,
    Advice,
    Challenge,
    Entry,
    Flow,
    Given,
    Option,
    Outcome,
    Question,
    Rule,
    Stage,
    Verdict,
)
from bot.domain.learner import Role
from bot.domain.lesson import Source
from bot.domain.text import Text

PAUSE = "pause"
READY = "ready"
FEEL = "feel"

Message = tuple[Path, int, Text, str]
"""The file and line a text stands on, the text, and a word to translators."""

_BUTTON = f"Button, at most {LABEL_LIMIT} characters."
_STEP = (
    f"{_BUTTON} One of the four steps: one short word or command. TikTok's official words in Latin American "
    "Spanish are DETENTE, PIENSA, DECIDE, ACTÚA; use the official ones where there are any."
)
_HEAD = "Heading: one of the three big questions of Think."
_ASK = "Question, answered with the buttons that follow."
_REPLY = "Warm line shown after this answer."
_TITLE = "Heading."
_LINE = "One piece of advice. What stands in quotation marks is for saying aloud or sending."
_PARAGRAPH = ""
_FOR_TEENS = "For teenagers: warm, short, like a calm older cousin."
_FOR_ADULTS = "For parents, carers and teachers: like an experienced friend."


def load_challenge(folder: Path) -> Challenge:
    """Read the challenge check from the folder `challenge` of the content, or raise every fault in it."""
    return _load(folder)[0]


def challenge_messages(folder: Path) -> Iterator[Message]:
    """Yield every text of the challenge check, in the order of the files."""
    yield from _load(folder)[1]


@dataclass(frozen=True, slots=True)
class _Author:
    """Make the texts of one file and remember where each stands."""

    file: str
    lines: Lines
    messages: list[Message] = field(default_factory=list)

    def text(self, name: str, source: str, comment: str, spot: Spot) -> Text:
        """Make a text; its name is made of ids, so that the order in the file may change."""
        text = Text(f"challenge/{self.file}/{name}", source)
        comment = " ".join(filter(None, (comment, _readers(text.context))))
        self.messages.append((self.lines.file, self.lines.at(*spot), text, comment))
        return text

    def find(self, name: str, source: str | None, comment: str, spot: Spot) -> Text | None:
        """Make a text that need not be there."""
        return self.text(name, source, comment, spot) if source else None


def _readers(context: str) -> str:
    """Say who reads it: some languages address a teenager in another way."""
    parts = set(context.split("/"))
    if parts & {"teen", *TEEN_ENTRIES}:
        return _FOR_TEENS
    return _FOR_ADULTS if parts & {"adult", Role.PARENT, Role.TEACHER, *ADULT_ENTRIES} else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """Hold what all flows share."""

    labels: Mapping[str, Text]
    feelings: Mapping[str, tuple[Option, ...]]


def _load(folder: Path) -> tuple[Challenge, list[Message]]:
    file, lines = parse_with_lines(folder / "common.yaml", CommonFile)
    author = _Author("common", lines)
    raise_all([*missing(lines, "steps", file.steps, Stage), *missing(lines, "welcome", file.welcome, Role)])
    common = _common(author, file)
    stages = {each: author.text(f"step/{each}", file.steps[each], _STEP, ("steps", each)) for each in Stage}
    welcome = {
        each: author.text(f"welcome/{each}", file.welcome[each], _PARAGRAPH, ("welcome", each))
        for each in Role
    }
    credit = author.text("credit", file.credit, _PARAGRAPH, ("credit",))
    flows, messages = _flows(folder, common)
    challenge = Challenge(
        stages=stages,
        welcome=welcome,
        credit=credit,
        flows=flows,
        sources=tuple(Source(url=s.url, supports=s.supports, read_on=s.read_on) for s in file.sources),
        checked_on=file.checked_on,
        review_by=file.review_by,
    )
    return challenge, author.messages + messages


def _common(author: _Author, file: CommonFile) -> _Common:
    labels = {
        each: author.text(f"answer/{each}", label, _BUTTON, ("answers", each))
        for each, label in file.answers.items()
    }
    feelings: dict[str, tuple[Option, ...]] = {
        crowd: tuple(
            _option(author, f"feeling/{crowd}", feeling, labels, ("feelings", crowd, no))
            for no, feeling in enumerate(each)
        )
        for crowd, each in file.feelings.items()
    }
    return _Common(labels=labels, feelings=feelings)


def _flows(folder: Path, common: _Common) -> tuple[dict[Entry, Flow], list[Message]]:
    flows: dict[Entry, Flow] = {}
    messages: list[Message] = []
    errors: list[ContentError] = []
    for entry in Entry:
        try:
            flows[entry], more = _flow(folder, entry, common)
            messages += more
        except ContentError as error:
            errors += error.errors
    raise_all(errors)
    return flows, messages


def _flow(folder: Path, entry: Entry, common: _Common) -> tuple[Flow, list[Message]]:
    file, lines = parse_with_lines(folder / f"{entry}.yaml", FlowFile)
    raise_all(
        [*missing(lines, "decide", file.decide, Verdict), *missing(lines, "outcomes", file.outcomes, Verdict)]
    )
    author = _Author(entry, lines)
    button = author.text("button", file.button, _BUTTON, ("button",))
    questions = (*_stop(author, file, common), *_think(author, file, common))
    flow = Flow(
        entry=entry,
        icon=file.icon,
        button=button,
        questions=questions,
        rules=_rules(file, questions),
        outcomes={verdict: _outcome(author, file, verdict) for verdict in Verdict},
        advice=tuple(_advice(author, card, ("act", no)) for no, card in enumerate(file.act)),
    )
    raise_all(faults_in(flow, lines))
    return flow, author.messages


def _stop(author: _Author, file: FlowFile, common: _Common) -> tuple[Question, ...]:
    ready = Option(id=READY, label=author.text("ready", file.stop.ready, _BUTTON, ("stop", "ready")))
    return (
        *(
            _question(author, common, words, Stage.STOP, None, ("first", no))
            for no, words in enumerate(file.first)
        ),
        Question(
            id=PAUSE,
            stage=Stage.STOP,
            ask=author.text(PAUSE, file.stop.ask, _PARAGRAPH, ("stop", "ask")),
            options=(ready,),
            pause=file.stop.seconds,
        ),
        Question(
            id=FEEL,
            stage=Stage.STOP,
            ask=author.text(FEEL, file.feel.ask, _ASK, ("feel", "ask")),
            options=common.feelings.get(file.feel.feelings, ()),
        ),
    )


def _think(author: _Author, file: FlowFile, common: _Common) -> Iterator[Question]:
    for place, big in enumerate(file.think):
        spot = ("think", place)
        head = author.text(f"head-{place + 1}", big.head, _HEAD, (*spot, "head"))
        for no, words in enumerate(big.questions):
            yield _question(author, common, words, Stage.THINK, head, (*spot, "questions", no))


def _question(
    author: _Author, common: _Common, words: QuestionWords, stage: Stage, head: Text | None, spot: Spot
) -> Question:
    return Question(
        id=words.id,
        stage=stage,
        head=head,
        ask=author.text(words.id, words.ask, _ASK, (*spot, "ask")),
        hint=author.find(f"{words.id}/hint", words.hint, _PARAGRAPH, (*spot, "hint")),
        options=tuple(
            _option(author, words.id, answer, common.labels, (*spot, "answers", no))
            for no, answer in enumerate(words.answers)
        ),
    )


def _option(author: _Author, name: str, words: AnswerWords, labels: Mapping[str, Text], spot: Spot) -> Option:
    label = author.find(f"{name}/{words.id}", words.label, _BUTTON, (*spot, "label")) or labels.get(words.id)
    if label is None:
        raise ContentError(
            author.lines.file,
            author.lines.at(*spot),
            f"The answer `{words.id}` has no label.",
            "Add `label:`.",
        )
    return Option(
        id=words.id,
        label=label,
        reply=author.find(f"{name}/{words.id}/reply", words.reply, _REPLY, (*spot, "reply")),
        needs_help=words.help,
        is_urgent=words.urgent,
    )


def _rules(file: FlowFile, questions: tuple[Question, ...]) -> tuple[Rule, ...]:
    """Put the table in the order of severity: what says no is looked at first."""
    thinking = {question.id for question in questions if question.stage is Stage.THINK}
    return tuple(
        Rule(given=given, verdict=verdict, ends=verdict is Verdict.NO and given.question in thinking)
        for verdict in (Verdict.NO, Verdict.NOT_SURE_MEANS_NO, Verdict.LOOKS_FINE)
        for given in map(_given, file.decide[verdict])
    )


def _given(words: str) -> Given:
    question, _, answer = words.partition(" = ")
    return Given(question=question, answer=answer)


def _outcome(author: _Author, file: FlowFile, verdict: Verdict) -> Outcome:
    words, spot, name = file.outcomes[verdict], ("outcomes", verdict), f"outcome/{verdict}"
    return Outcome(
        title=author.text(f"{name}/title", words.title, _TITLE, (*spot, "title")),
        body=author.text(f"{name}/body", words.body, _PARAGRAPH, (*spot, "body")),
    )


def _advice(author: _Author, words: AdviceWords, spot: Spot) -> Advice:
    name = f"act/{words.id}"
    return Advice(
        title=author.text(f"{name}/title", words.title, _TITLE, (*spot, "title")),
        lines=tuple(
            author.text(f"{name}/line-{no + 1}", line, _LINE, (*spot, "lines", no))
            for no, line in enumerate(words.lines)
        ),
        verdicts=frozenset(words.verdicts),
        after=tuple(map(_given, words.after)),
        needs_help=words.help,
    )
