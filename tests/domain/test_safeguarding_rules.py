import pytest

from bot.content.safeguarding_rules import PatternError, pattern
from bot.domain.safeguarding_heard import Heard, Kind, Severity
from bot.domain.safeguarding_rules import Book, Language, Rule, Step, book_of
from bot.domain.safeguarding_text import words_of

WORDS = {"pictures": "pic*, photo, my body", "they": "he, she"}


def heard(name: str = "rule", severity: Severity = Severity.URGENT) -> Heard:
    return Heard(kind=Kind.IMAGE_LEAK, severity=severity, matched=name)


def a_book(
    *phrases: str,
    unless: tuple[str, ...] = (),
    idioms: tuple[str, ...] = (),
    negations: tuple[str, ...] = (),
    negatable: bool = True,
) -> Book:
    rule = Rule(
        heard=heard(),
        patterns=tuple(pattern(each, WORDS) for each in phrases),
        unless=tuple(pattern(each, WORDS) for each in unless),
        is_negatable=negatable,
    )
    language = Language(
        rules=(rule,),
        idioms=tuple(pattern(each, WORDS) for each in idioms),
        negations=tuple(pattern(each, WORDS) for each in negations),
    )
    return book_of([language])


def finds(book: Book, text: str) -> bool:
    return book.find(words_of(text)) is not None


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("send it", "please send it now", True),
        ("send it", "it send", False),
        ("send it", "send", False),
        ("send|share it", "share it", True),
        ("threat* me", "threatening me", True),
        ("threat* me", "a threa me", False),
        ("hit* me", "hit me", True),
        ("x* it", "xyz it", True),
        ("send ... it", "send. it aa send it", True),
        ("send really? it", "send it", True),
        ("send really? it", "send really it", True),
        ("send really? it", "send truly it", False),
        ("send it really?", "send it", True),
        ("send ... it", "send aa bb cc it", True),
        ("send ... it", "send aa bb cc dd it", False),
        ("send ..1 it", "send aa it", True),
        ("send ..1 it", "send aa bb it", False),
        ("send ... it now", "send it it now", True),
        ("want_to|wanna go", "want to go", True),
        ("want_to|wanna go", "wanna go", True),
        ("want_to|wanna go", "want go", False),
        ("want_to|wanna go", "want to", False),
        ("send @pictures", "send my body", True),
        ("send @pictures", "send pics", True),
        ("send @pictures", "send my", False),
        ("@they sent", "she sent", True),
        ("send it", "send. it", False),
        ("blackmail me", "blakmail me", True),
        ("blackmail me", "blackmaill me", True),
        ("blackmail me", "blackmali me", True),
        ("blackmail me", "slackmail me", False),
        ("blackmail me", "blckml me", False),
        ("threat me", "treat me", True),
        ("treat me", "treati me", True),
        ("send it", "sendx it", False),
        ("приветик it", "привтик it", False),
        ("abcdefgh" * 4 + "a it", "abcdefgh" * 3 + "bcdefgha it", True),
        ("abcdefgh" * 4 + "a it", "abcdefgh" * 3 + "xbcdefgha it", False),
        ("send it", "sent it", False),
        ("صورتي عنده", "وصورتي عنده", True),
        ("صورتي عنده", "صورتي بعنده", True),
        ("اب it", "واب it", True),
        ("ي it", "لي it", False),
        ("صورتي عنده", "صورتي جعنده", False),
    ],
)
def test_a_pattern_stands_in_a_message_or_not(phrase: str, text: str, found: bool) -> None:  # noqa: FBT001
    assert finds(a_book(phrase), text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("blackmail me", True),
        ("they blackmail me", True),
        ("the lesson blackmail me", False),
        ("blackmail me lesson", True),
        ("lesson blackmail me aa bb cc blackmail me", True),
        ("the lesson. they blackmail me", True),
        ("the lesson, but they blackmail me", True),
        ("they blackmail me in the lesson, blackmail me", True),
    ],
)
def test_unless_shares_words_with_what_it_makes_harmless(text: str, found: bool) -> None:  # noqa: FBT001
    assert finds(a_book("blackmail me", unless=("lesson blackmail",)), text) is found
    assert finds(a_book("blackmail me", idioms=("lesson blackmail",)), text) is found


def test_a_word_that_is_known_as_it_stands_loses_no_prefix() -> None:
    assert finds(a_book("واب it", "اب here"), "واب it")


def test_what_only_stands_beside_a_harmless_phrase_is_found() -> None:
    assert finds(a_book("blackmail me", unless=("the lesson",)), "the lesson blackmail me")
    assert finds(a_book("blackmail me", unless=("the lesson",)), "blackmail me the lesson")
    assert finds(a_book("blackmail me", unless=("the lesson really?",)), "the lesson blackmail me")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nobody blackmails me", False),
        ("nobody ever blackmails me", False),
        ("nobody has ever blackmailed me", False),
        ("nobody there has ever blackmailed me", True),
        ("nobody there who has ever blackmailed me", True),
        ("nobody blackmails me aa bb cc dd blackmails me", True),
        ("blackmailed not me", False),
        ("blackmailed me. not nice", True),
        ("blackmailed me not", True),
        ("no one blackmails me", False),
    ],
)
def test_a_negation_before_or_within_turns_a_rule_round(text: str, found: bool) -> None:  # noqa: FBT001
    negations = ("nobody|not", "no one")
    assert finds(a_book("blackmail* ... me", negations=negations), text) is found
    assert finds(a_book("blackmail* ... me", negations=negations, negatable=False), text)


def test_a_rule_can_be_negated_unless_it_says_otherwise() -> None:
    rule = Rule(heard=heard(), patterns=(pattern("send it", {}),))
    book = book_of([Language(rules=(rule,), negations=(pattern("never", {}),))])
    assert finds(book, "send it")
    assert not finds(book, "never send it")


@pytest.mark.parametrize(
    ("severity", "needs_help"), [(Severity.URGENT, True), (Severity.CONCERN, True), (Severity.NONE, False)]
)
def test_help_is_needed_in_danger_and_distress(severity: Severity, needs_help: bool) -> None:  # noqa: FBT001
    assert heard(severity=severity).needs_help is needs_help


def test_the_most_severe_rule_is_heard() -> None:
    severities = (Severity.NONE, Severity.URGENT, Severity.CONCERN)
    rules = tuple(
        Rule(heard=heard(f"{each}", each), patterns=(pattern("send it", {}),)) for each in severities
    )
    found = book_of([Language(rules=rules)]).find(words_of("send it"))
    assert found == heard("urgent", Severity.URGENT)


def test_a_book_without_rules_finds_nothing() -> None:
    assert book_of([]).find(words_of("send it")) is None
    assert a_book("send it").find(words_of("")) is None


@pytest.mark.parametrize("phrase", ["", "really? it", "...", "@nobody it", "send !!", "send|"])
def test_what_is_no_pattern_is_refused(phrase: str) -> None:
    with pytest.raises(PatternError):
        pattern(phrase, WORDS)


def test_a_pattern_is_read_as_it_is_written() -> None:
    assert pattern("send|want_to really? ..5 @they", WORDS) == (
        Step((("send",), ("want", "to"))),
        Step((("realy",),), is_optional=True),
        Step((("he",), ("she",)), gap=5),
    )
