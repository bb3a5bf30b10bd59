from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learner import LearnerId
from bot.domain.quiz import (
    Attempt,
    AttemptId,
    AttemptKind,
    Choice,
    Finished,
    Past,
    Question,
    QuestionId,
    Right,
    Score,
    Stale,
    Wrong,
    answer,
    choice_order,
    history,
    missed,
    pick_across,
    pick_questions,
    score,
)
from bot.domain.text import Text


def a_question(name: str, *, choices: int = 3, right: int = 0) -> Question:
    return Question(
        id=QuestionId(name),
        stem=Text("stem", name),
        choices=tuple(
            Choice(text=Text("c", f"{no}"), is_right=no == right, feedback=Text("f", f"because {no}"))
            for no in range(choices)
        ),
        skill="pause",
    )


def an_attempt(*questions: Question, answers: tuple[int, ...] = ()) -> Attempt:
    return Attempt(
        id=AttemptId(7),
        learner_id=LearnerId(1),
        kind=AttemptKind.QUIZ,
        question_ids=tuple(question.id for question in questions),
        answers=answers,
    )


A, B = a_question("a"), a_question("b", right=2)
QUESTIONS = {A.id: A, B.id: B}


def test_a_right_answer_is_right_and_moves_on() -> None:
    result = answer(QUESTIONS, an_attempt(A, B), question_no=0, choice_no=0)
    assert result == Right(attempt=an_attempt(A, B, answers=(0,)), question=A, choice=A.choices[0])


def test_a_wrong_answer_is_wrong_and_moves_on() -> None:
    result = answer(QUESTIONS, an_attempt(A, B), question_no=0, choice_no=1)
    assert result == Wrong(attempt=an_attempt(A, B, answers=(1,)), question=A, choice=A.choices[1])


def test_the_last_answer_finishes() -> None:
    result = answer(QUESTIONS, an_attempt(A, B, answers=(1,)), question_no=1, choice_no=2)
    assert result == Finished(attempt=an_attempt(A, B, answers=(1, 2)), question=B, choice=B.choices[2])


def test_the_score_counts_right_answers_and_what_was_missed() -> None:
    attempt = an_attempt(A, B, answers=(1, 2))
    assert score(QUESTIONS, attempt) == Score(right=1, asked=2)
    assert missed(QUESTIONS, attempt) == (A.id,)


def test_a_question_that_left_the_content_is_not_counted_and_not_answered() -> None:
    attempt = an_attempt(A, B)
    assert answer({B.id: B}, attempt, question_no=0, choice_no=0) == Stale(attempt=attempt)
    assert score({B.id: B}, replace(attempt, answers=(0, 2))) == Score(right=1, asked=1)


@given(st.integers(0, 2), st.integers(0, 2))
def test_a_second_tap_on_the_same_question_is_stale_and_changes_nothing(first: int, second: int) -> None:
    once = answer(QUESTIONS, an_attempt(A, B), question_no=0, choice_no=first)
    assert not isinstance(once, Stale)
    assert answer(QUESTIONS, once.attempt, question_no=0, choice_no=second) == Stale(attempt=once.attempt)


@given(st.integers(-2, 5), st.integers(-2, 5), st.lists(st.integers(0, 2), max_size=2))
def test_only_an_offered_choice_of_the_present_question_counts(
    question_no: int, choice_no: int, answers: list[int]
) -> None:
    attempt = an_attempt(A, B, answers=tuple(answers))
    result = answer(QUESTIONS, attempt, question_no=question_no, choice_no=choice_no)
    counts = question_no == len(answers) < 2 and 0 <= choice_no < 3
    assert isinstance(result, Stale) is not counts
    assert len(result.attempt.answers) == len(answers) + counts


IDS = st.lists(st.sampled_from([QuestionId(letter) for letter in "abcdefghij"]), unique=True)
PAST = st.lists(
    st.builds(
        Past,
        question_id=st.sampled_from([QuestionId(letter) for letter in "abcdefghij"]),
        was_right=st.booleans(),
    )
)


@given(IDS, PAST, st.integers())
def test_a_quiz_asks_distinct_questions_five_if_there_are(
    candidates: list[QuestionId], past: list[Past], seed: int
) -> None:
    picked = pick_questions(candidates, past, seed=seed)
    assert len(picked) == len(set(picked)) == min(5, len(candidates))
    assert set(picked) <= set(candidates)


@given(IDS, PAST, st.integers())
def test_what_was_missed_last_comes_first_then_what_is_new(
    candidates: list[QuestionId], past: list[Past], seed: int
) -> None:
    last = {each.question_id: each.was_right for each in past}
    picked = pick_questions(candidates, past, seed=seed, how_many=len(candidates))
    ranks = [{False: 0, None: 1, True: 2}[last.get(question_id)] for question_id in picked]
    assert ranks == sorted(ranks)


@given(IDS, PAST, st.integers())
def test_the_same_seed_picks_the_same_whatever_the_order(
    candidates: list[QuestionId], past: list[Past], seed: int
) -> None:
    assert pick_questions(candidates, past, seed=seed) == pick_questions(candidates[::-1], past, seed=seed)


def test_among_known_questions_the_longest_unasked_comes_first() -> None:
    past = [Past(question_id=QuestionId(name), was_right=True) for name in ("b", "a", "b")]
    assert pick_questions([QuestionId("a"), QuestionId("b")], past, seed=1) == ("a", "b")


@given(st.lists(st.integers(0, 4), max_size=8), PAST, st.integers())
def test_looking_back_asks_from_as_many_lessons_as_there_are(
    sizes: list[int], past: list[Past], seed: int
) -> None:
    lessons = [
        [QuestionId(f"{lesson}/{number}") for number in range(size)] for lesson, size in enumerate(sizes)
    ]
    picked = pick_across(lessons, past, seed=seed)
    assert len(picked) == len(set(picked)) == min(5, sum(sizes))
    asked_of = {question_id.partition("/")[0] for question_id in picked}
    assert len(asked_of) == min(5, sum(size > 0 for size in sizes))
    assert picked == pick_across(lessons[::-1], past, seed=seed)


def test_looking_back_takes_the_most_urgent_question_of_each_lesson() -> None:
    a, b, c = (QuestionId(name) for name in "abc")
    past = [Past(question_id=a, was_right=True), Past(question_id=b, was_right=False)]
    assert pick_across([[a, b], [c]], past, how_many=2, seed=1) == (b, c)
    assert pick_across([[a, b], [c]], past, seed=1) == (b, c, a)


@given(st.integers(1, 2**40), st.integers(2, 4))
def test_the_choices_are_all_shown_in_an_order_the_attempt_fixes(attempt: int, choices: int) -> None:
    question = a_question("q", choices=choices)
    order = choice_order(AttemptId(attempt), question)
    assert sorted(order) == list(range(choices))
    assert order == choice_order(AttemptId(attempt), question)


def test_the_right_choice_does_not_keep_its_place() -> None:
    places = {choice_order(AttemptId(attempt), A).index(0) for attempt in range(50)}
    assert places == {0, 1, 2}


def test_history_tells_how_each_answer_went() -> None:
    assert history(QUESTIONS, an_attempt(A, B, answers=(0,))) == (Past(question_id=A.id, was_right=True),)
