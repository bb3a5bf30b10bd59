"""The challenge check on the screen: where you are, one thing at a time, help always in sight."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.domain.actions.challenge import (
    AnswerChallenge,
    ChooseEntry,
    ReviseChallenge,
    ShowAdvice,
    ShowChallenge,
    StartChallenge,
)
from bot.domain.actions.help import ShowHelp
from bot.domain.challenge import (
    ADULT_ENTRIES,
    Advice,
    Challenge,
    ChallengeCheck,
    Decision,
    Entry,
    Flow,
    Option,
    Question,
    Stage,
    Verdict,
    advice_for,
    current,
    decide,
    entries_for,
    last_answered,
    last_option,
    needs_help,
)
from bot.domain.learner import Role
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on

_STAGE_ICONS = {Stage.STOP: "✋", Stage.THINK: "💭", Stage.DECIDE: "🧭", Stage.ACT: "📣"}
_VERDICT_ICONS = {Verdict.LOOKS_FINE: "✅", Verdict.NOT_SURE_MEANS_NO: "✋", Verdict.NO: "🛑"}
_WITH_INJURY = frozenset({Entry.DARE, Entry.SAW, Entry.WANTS, Entry.DID})
_SHORT = 14


def entries(
    t: Translator, challenge: Challenge, role: Role | None, unfinished: ChallengeCheck | None
) -> Screen:
    """Offer the ways into the check, and the way back into one left open."""
    text = Markup("<b>{}</b>\n\n{}\n\n<i>{}</i>").format(
        _steps(t, challenge, None), t.text(challenge.welcome[role or Role.TEEN]), t.text(challenge.credit)
    )
    rows: list[Row] = []
    if unfinished:
        go_on = ShowChallenge(check_id=unfinished.id)
        rows.append((Button(label=t.label("Go on where I was"), action=go_on, icon="▶️"),))
    for entry in entries_for(role):
        flow = challenge.flows[entry]
        start = StartChallenge(entry=entry)
        rows.append((Button(label=t.label_text(flow.button), action=start, icon=flow.icon),))
    rows.append((_hurt(t),))
    return Screen(text=text, buttons=(*rows, ways_on(t)), place=ChooseEntry())


def where(t: Translator, challenge: Challenge, check: ChallengeCheck, *, toast: str | None = None) -> Screen:
    """Show where a check is: its question, or its verdict."""
    flow = challenge.flows[check.entry]
    question = current(flow, check.answers)
    if question is not None:
        return _asked(t, challenge, check, question, toast)
    decision = decide(flow, check.answers)
    if decision is None:  # the authors have changed the questions since
        return entries(t, challenge, _role(check.entry), None)
    return _decided(t, challenge, check, decision, toast)


def too_early(t: Translator, challenge: Challenge, check: ChallengeCheck, seconds: int) -> Screen:
    """Ask for the rest of the pause."""
    return where(
        t,
        challenge,
        check,
        toast=t.plural_label(
            "{count} more second. Breathe out slowly.", "{count} more seconds. Breathe out slowly.", seconds
        ),
    )


def stale(t: Translator, challenge: Challenge, check: ChallengeCheck) -> Screen:
    """Show where the check is to somebody who tapped an old button."""
    return where(t, challenge, check, toast=t.label("Here is where you are now."))


def advice(t: Translator, challenge: Challenge, check: ChallengeCheck, card: int) -> Screen:
    """Show a card of the last step, or where the check is when there is no such card yet."""
    flow = challenge.flows[check.entry]
    cards = advice_for(flow, check)
    if not cards or current(flow, check.answers) is not None:
        return where(t, challenge, check)
    card = min(max(card, 1), len(cards))
    shown = cards[card - 1]
    text = Markup("{}  {}\n\n<b>{}</b>\n\n{}").format(
        _steps(t, challenge, Stage.ACT),
        _dots(card, len(cards)),
        t.text(shown.title),
        Markup("\n").join(Markup("• {}").format(t.text(line)) for line in shown.lines),
    )
    urgent = shown.needs_help or needs_help(flow, check)
    return Screen(
        text=text,
        buttons=(*_help_first(t, wanted=urgent), *_leafing(t, check, card, cards), ways_on(t)),
        place=ShowAdvice(check_id=check.id, card=card),
    )


def _asked(
    t: Translator, challenge: Challenge, check: ChallengeCheck, question: Question, toast: str | None
) -> Screen:
    flow = challenge.flows[check.entry]
    text = Markup("\n\n").join(_paragraphs(t, challenge, flow, check, question))
    buttons = [_answer(t, check, question, option) for option in question.options]
    return Screen(
        text=text,
        buttons=(
            *_help_first(t, wanted=needs_help(flow, check)),
            *_pairs(buttons),
            *_aside(t, flow, check),
            ways_on(t),
        ),
        toast=toast,
        place=ShowChallenge(check_id=check.id),
    )


def _paragraphs(
    t: Translator, challenge: Challenge, flow: Flow, check: ChallengeCheck, question: Question
) -> Iterator[Markup]:
    yield _steps(t, challenge, question.stage)
    last = last_option(flow, check)
    if last and last.reply:
        yield Markup("<i>{}</i>").format(t.text(last.reply))
    if question.head:
        yield Markup("<b>{}</b>  {}").format(t.text(question.head), _progress(flow, question))
    yield t.text(question.ask)
    if question.hint:
        yield Markup("<i>{}</i>").format(t.text(question.hint))


def _decided(
    t: Translator, challenge: Challenge, check: ChallengeCheck, decision: Decision, toast: str | None
) -> Screen:
    flow = challenge.flows[check.entry]
    outcome = flow.outcomes[decision.verdict]
    text = Markup("{}\n\n{} <b>{}</b>\n\n{}{}").format(
        _steps(t, challenge, Stage.DECIDE),
        _VERDICT_ICONS[decision.verdict],
        t.text(outcome.title),
        t.text(outcome.body),
        _because(t, flow, decision),
    )
    act = ShowAdvice(check_id=check.id, card=1)
    return Screen(
        text=text,
        buttons=(
            *_help_first(t, wanted=needs_help(flow, check)),
            (Button(label=t.label("What to do now"), action=act, icon=_STAGE_ICONS[Stage.ACT]),),
            *_aside(t, flow, check),
            ways_on(t),
        ),
        toast=toast,
        place=ShowChallenge(check_id=check.id),
    )


def _because(t: Translator, flow: Flow, decision: Decision) -> Markup:
    question = flow.question(decision.decided_by.question)
    option = question.option(decision.decided_by.answer) if question else None
    if question is None or option is None:
        return Markup()
    return Markup("\n\n{}\n<blockquote>{}\n<b>{}</b></blockquote>").format(
        t("Because you said:"), t.text(question.ask), t.text(option.label)
    )


def _answer(t: Translator, check: ChallengeCheck, question: Question, option: Option) -> Button:
    label = t.label_text(option.label)
    if option.is_urgent:
        return Button(label=label, action=ShowHelp(), icon="🆘")
    action = AnswerChallenge(check_id=check.id, question=question.id, answer=option.id)
    return Button(label=label, action=action)


def _pairs(buttons: Sequence[Button]) -> Iterator[Row]:
    """Put short answers two in a row."""
    waiting: Button | None = None
    for button in buttons:
        is_short = len(button.label) <= _SHORT
        if waiting and is_short:
            yield (waiting, button)
            waiting = None
            continue
        if waiting:
            yield (waiting,)
        waiting = button if is_short else None
        if not is_short:
            yield (button,)
    if waiting:
        yield (waiting,)


def _aside(t: Translator, flow: Flow, check: ChallengeCheck) -> tuple[Row, ...]:
    """Offer to change the last answer, and help for somebody who is hurt."""
    row: list[Button] = []
    last, asked = last_answered(flow, check), current(flow, check.answers)
    if last:
        back = ReviseChallenge(check_id=check.id, question=last.id)
        row.append(Button(label=t.label("Change last answer"), action=back, icon="↩️"))
    asks_itself = asked is not None and any(option.is_urgent for option in asked.options)
    if check.entry in _WITH_INJURY and not asks_itself:
        row.append(_hurt(t))
    return (tuple(row),) if row else ()


def _leafing(t: Translator, check: ChallengeCheck, card: int, cards: tuple[Advice, ...]) -> tuple[Row, ...]:
    before = ShowAdvice(check_id=check.id, card=card - 1) if card > 1 else ShowChallenge(check_id=check.id)
    back = Button(label=t.label("Back"), action=before, icon="◀️")
    if card < len(cards):
        after = ShowAdvice(check_id=check.id, card=card + 1)
        return ((back, Button(label=t.label("Next"), action=after, icon="▶️")),)
    return ((back, Button(label=t.label("Another check"), action=ChooseEntry(), icon="🔁")),)


def _help_first(t: Translator, *, wanted: bool) -> tuple[Row, ...]:
    if not wanted:
        return ()
    return ((Button(label=t.label("Talk to somebody now"), action=ShowHelp(), icon="💛"),),)


def _hurt(t: Translator) -> Button:
    return Button(label=t.label("Somebody is hurt"), action=ShowHelp(), icon="🆘")


def _steps(t: Translator, challenge: Challenge, now: Stage | None) -> Markup:
    """Name the four steps, with the one under way standing out."""
    return Markup(" · ").join(
        Markup("{} <b><u>{}</u></b>").format(_STAGE_ICONS[stage], t.text(words))
        if stage is now
        else t.text(words)
        for stage, words in challenge.stages.items()
    )


def _progress(flow: Flow, question: Question) -> str:
    asked = [each.id for each in flow.questions if each.head == question.head]
    return _dots(asked.index(question.id) + 1, len(asked))


def _dots(at: int, total: int) -> str:
    return "●" * at + "○" * (total - at)


def _role(entry: Entry) -> Role:
    return Role.PARENT if entry in ADULT_ENTRIES else Role.TEEN
