from bot.domain.actions.stats import ShowStats
from bot.domain.learner import Role
from bot.domain.stats import Learners, table
from bot.i18n.translator import Translator
from bot.screens import stats

T = Translator("en")


def test_countries_with_few_people_are_not_even_named() -> None:
    counts: dict[str | None, int] = {None: 12, "PE": 3, "JO": 30, "NP": 400}
    counted = Learners(
        by_role=table({Role.TEEN: 440, Role.PARENT: 5, Role.TEACHER: 0, None: 0}),
        by_locale=table({"en": 445}),
        by_country=table(counts),
    )
    screen = stats.learners(T, counted, due=0)
    text = screen.text.striptags()
    assert "Nepal: 400" in text
    assert "Peru" not in text
    assert "Not said: 12" not in text
    assert "Teens: not shown" in text  # it would give the parents away
    assert "Parents and carers: not shown" in text
    assert not any(isinstance(button.action, ShowStats) for row in screen.buttons for button in row)
