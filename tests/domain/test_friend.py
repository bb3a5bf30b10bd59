from bot.domain.friend import is_offered_to
from bot.domain.learner import Role


def test_the_menu_offers_it_to_teens_and_to_whoever_did_not_say() -> None:
    assert [role for role in (None, *Role) if is_offered_to(role)] == [None, Role.TEEN]
