from datetime import date

from bot.domain.classroom import ClassCard, ClassPlan, is_offered_to
from bot.domain.learner import Role
from bot.domain.text import Text


def test_a_class_takes_as_long_as_its_cards() -> None:
    word = Text("x", "x")
    plan = ClassPlan(
        title=word,
        about=word,
        cards=(ClassCard(title=word, minutes=0), ClassCard(title=word, minutes=5)),
        if_somebody_tells=(word,),
        sources=(),
        checked_on=date(2026, 11, 22),
        review_by=date(2028, 11, 22),
    )
    assert plan.minutes == 5


def test_the_menu_offers_it_to_teachers() -> None:
    assert [role for role in (None, *Role) if is_offered_to(role)] == [Role.TEACHER]
