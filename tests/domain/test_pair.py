from bot.domain.learner import Role
from bot.domain.pair import Side, other, own_sides


def test_everybody_has_a_half_and_who_is_neither_reads_both() -> None:
    assert own_sides(Role.TEEN) == (Side.TEEN,)
    assert own_sides(Role.PARENT) == (Side.PARENT,)
    assert own_sides(Role.TEACHER) == own_sides(None) == (Side.TEEN, Side.PARENT)


def test_the_other_of_the_other_is_oneself() -> None:
    assert all(other(other(side)) is side and other(side) is not side for side in Side)
