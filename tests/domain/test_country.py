from hypothesis import given
from hypothesis import strategies as st

from bot.domain.country import CODES, UNINHABITED, Country, fold, in_order, initial, matches

ENGLISH = tuple(
    Country(code=code, name=name)
    for code, name in {
        "CI": "Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire",
        "GN": "Guinea",
        "GW": "Guinea-Bissau",
        "NP": "Nepal",
        "PG": "Papua New Guinea",
        "RE": "Réunion",
        "US": "United States",
        "AX": "Åland Islands",
    }.items()
)


def names(*pairs: tuple[str, str]) -> tuple[Country, ...]:
    return tuple(Country(code=code, name=name) for code, name in pairs)


def test_every_code_is_there_once() -> None:
    assert len(CODES) == len(set(CODES)) == 250
    assert set(CODES) >= UNINHABITED


def test_accents_case_and_punctuation_do_not_matter() -> None:
    assert fold("CÔTE-D\N{RIGHT SINGLE QUOTATION MARK}IVOIRE") == fold("cote - d'ivoire") == "cote divoire"


def test_vowel_signs_of_indic_scripts_are_kept() -> None:
    assert fold("नेपाल") == "नेपाल"
    assert fold("नेपाल") != fold("नपल")


def test_arabic_letter_variants_are_one() -> None:
    assert fold("الأردن") == fold("الاردن")


def test_accented_names_stand_where_readers_look() -> None:
    assert [country.code for country in in_order(ENGLISH)][:2] == ["AX", "CI"]
    assert initial(Country(code="AX", name="Åland")) == "A"


def test_a_name_that_begins_with_the_words_comes_before_one_that_holds_them() -> None:
    assert matches("guinea", ENGLISH) == ("GN", "GW", "PG")


def test_typing_without_accents_finds_the_country() -> None:
    assert matches("cote d'iv", ENGLISH) == ("CI",)
    assert matches("reunion", ENGLISH) == ("RE",)


def test_codes_and_everyday_names_are_understood() -> None:
    assert matches("np", ENGLISH) == ("NP",)
    assert matches("U.S.A.", ENGLISH) == ("US",)


def test_two_languages_give_one_answer() -> None:
    assert matches("nep", names(("NP", "नेपाल"), ("NP", "Nepal"))) == ("NP",)
    assert matches("नेपा", names(("NP", "नेपाल"), ("NP", "Nepal"))) == ("NP",)


def test_nothing_typed_finds_nothing() -> None:
    assert matches("  ", ENGLISH) == ()
    assert matches("…", ENGLISH) == ()


def test_words_that_are_no_country_find_nothing() -> None:
    assert matches("xyzzy", ENGLISH) == ()


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_typing_is_answered(text: str) -> None:
    assert len(matches(text, ENGLISH)) <= len(ENGLISH)
