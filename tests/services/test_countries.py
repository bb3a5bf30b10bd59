from bot.domain.country import Country
from bot.services.countries import search

COUNTRIES = tuple(
    Country(code=code, name=name)
    for code, name in (
        ("CO", "Colombia"),
        ("KH", "Cambodia"),
        ("KH", "កម្ពុជា"),
        ("NP", "Nepal"),
        ("NP", "नेपाल"),
        ("PH", "Philippines"),
    )
)


def test_the_beginning_of_a_name_is_enough() -> None:
    assert search("phil", COUNTRIES) == ("PH",)


def test_a_slip_of_the_finger_is_forgiven() -> None:
    assert search("Columbia", COUNTRIES)[0] == "CO"
    assert search("Phillipines", COUNTRIES) == ("PH",)


def test_a_country_is_offered_once_whatever_the_language() -> None:
    assert search("नेपाल", COUNTRIES) == ("NP",)


def test_two_letters_that_fit_nothing_find_nothing() -> None:
    assert search("zz", COUNTRIES) == ()


def test_a_sentence_finds_nothing() -> None:
    assert search("somebody wrote to me and I am scared", COUNTRIES) == ()
