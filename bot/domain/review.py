"""When a question is worth asking again: spaced review by FSRS, with right and wrong as the only grades."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State

# Whole days from the first answer on (no steps of minutes: nobody sits here all day), and no chance in it.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Hold how well a question is remembered, as FSRS sees it."""

    stability: float
    difficulty: float
    answered_at: datetime
    due_at: datetime


def remember(memory: Memory | None, *, was_right: bool, now: datetime) -> Memory:
    """Return the memory after an answer."""
    rating = Rating.Good if was_right else Rating.Again
    now = now.astimezone(UTC)
    card, _ = _SCHEDULER.review_card(_card(memory, now), rating, now)
    assert card.stability is not None, "a reviewed card has a state"
    assert card.difficulty is not None, "a reviewed card has a state"
    return Memory(stability=card.stability, difficulty=card.difficulty, answered_at=now, due_at=card.due)


def _card(memory: Memory | None, now: datetime) -> Card:
    if memory is None:
        return Card(card_id=0, due=now)  # without a number it takes the time of day, and waits
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.answered_at,
    )
