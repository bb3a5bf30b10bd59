from pathlib import Path

import pytest

from bot.content.problem import Severity
from bot.content.reader import read
from bot.content.text_rules import as_bad_examples, check_text, load_rules
from bot.domain.broadcast import RemarkKind as Rule
from bot.folders import shared_folder

CONTENT = shared_folder("content")
LOCALES = ("en", "ne", "es", "ar", "pt-BR", "fr", "hi", "de", "vi", "id", "km", "sw")


def found(text: str, locale: str = "en") -> list[tuple[Rule, str]]:
    return [(each.rule, each.words) for each in check_text(text, rules=load_rules(CONTENT, locale))]


def rules_of(text: str, locale: str = "en") -> set[Rule]:
    return {rule for rule, _ in found(text, locale)}


def benign() -> dict[str, list[str]]:
    value, _ = read(Path(__file__).with_name("benign.yaml"))
    assert isinstance(value, dict)
    return {locale: [str(each) for each in sentences] for locale, sentences in value.items()}


@pytest.mark.parametrize("locale", LOCALES)
def test_harmless_sentences_are_left_alone(locale: str) -> None:
    sentences = benign()[locale]
    assert len(sentences) >= (60 if locale == "en" else 15)
    assert {each: found(each, locale) for each in sentences if found(each, locale)} == {}


@pytest.mark.parametrize(
    ("locale", "rule", "text"),
    [
        ("en", Rule.BANNED, "They call it child pornography."),
        ("en", Rule.BANNED, "They call it Child\nPornography."),
        ("en", Rule.CAUTIONED, "She is a victim."),
        ("en", Rule.BLAMING, "You should have told me."),
        ("en", Rule.BLAMING, "You shouldn’t have sent it."),
        ("en", Rule.BLAMING, "Why did you send it?"),
        ("en", Rule.BLAMING, "Why didn’t you say no?"),
        ("en", Rule.BLAMING, "You let him do it."),
        ("en", Rule.BLAMING, "It is your own fault."),
        ("en", Rule.ALARM, "URGENT WARNING to all."),
        ("en", Rule.ALARM, "Predators are waiting."),
        ("en", Rule.METHODS, "They take 20 tablets."),
        ("en", Rule.METHODS, "Hold your breath until it works."),
        ("en", Rule.SHOUTING, "Never EVER do this, STOPPING helps."),
        ("en", Rule.SHOUTING, "Tell somebody!!"),
        ("en", Rule.SHOUTING, "Really?!"),
        ("es", Rule.BANNED, "Es pornografía infantil."),
        ("es", Rule.BANNED, "La sextorsión es un delito."),
        ("es", Rule.CAUTIONED, "Ayuda a las víctimas."),
        ("es", Rule.BLAMING, "¿Por qué enviaste la foto?"),
        ("es", Rule.ALARM, "¡Alerta urgente para todos!"),
        ("es", Rule.METHODS, "Tomó 20 pastillas."),
        ("ne", Rule.BANNED, "यो बाल पोर्नोग्राफीको कुरा हो।"),
        ("ne", Rule.BLAMING, "तिमीले किन पठायौ?"),
        ("ne", Rule.BLAMING, "यो तिम्रै गल्ती हो।"),
        ("ne", Rule.ALARM, "सबै अभिभावक सावधान।"),
        ("ne", Rule.METHODS, "उसले २० चक्की खायो।"),
        ("ar", Rule.BANNED, "هذه إباحية الأطفال."),
        ("ar", Rule.BANNED, "يتحدثون عن المواد الإباحية للأطفال"),
        ("ar", Rule.CAUTIONED, "ساعد الضحية وقل لها."),
        ("ar", Rule.BLAMING, "لماذا أرسلتِ الصورة؟"),
        ("ar", Rule.BLAMING, "كان عليك أن تخبرني."),
        ("ar", Rule.ALARM, "تحذيرٌ عاجل للجميع"),
        ("ar", Rule.METHODS, "تناول 20 حبة"),
        ("pt-BR", Rule.BANNED, "Isso é pornografia infantil."),
        ("pt-BR", Rule.BLAMING, "Por que você mandou a foto?"),
        ("pt-BR", Rule.ALARM, "Compartilhe com todos agora."),
        ("fr", Rule.BANNED, "La pédopornographie est un crime."),
        ("fr", Rule.BLAMING, "Tu n’aurais pas dû l’envoyer."),
        ("fr", Rule.ALARM, "Alerte urgente pour tous."),
        ("hi", Rule.BANNED, "यह चाइल्ड पोर्नोग्राफ़ी है।"),
        ("hi", Rule.BLAMING, "तुमने फ़ोटो क्यों भेजी?"),
        ("hi", Rule.ALARM, "यह खेल जानलेवा है।"),
        ("de", Rule.BANNED, "Das ist Kinderpornographie und Kinderpornografie."),
        ("de", Rule.BLAMING, "Da bist du selbst schuld."),
        ("de", Rule.ALARM, "Dringende Warnung an alle."),
        ("vi", Rule.BANNED, "Đó là khiêu dâm trẻ em."),
        ("vi", Rule.BLAMING, "Sao em lại gửi ảnh?"),
        ("id", Rule.BANNED, "Itu pornografi anak."),
        ("id", Rule.BLAMING, "Itu salahmu sendiri."),
        ("km", Rule.BANNED, "នេះជារូបអាសអាភាសកុមារដែលគេផ្ញើ"),
        ("km", Rule.BLAMING, "នេះជាកំហុសរបស់អ្នកហើយ"),
        ("sw", Rule.BANNED, "Hiyo ni ponografia ya watoto."),
        ("sw", Rule.BLAMING, "Ni kosa lako."),
    ],
)
def test_a_seeded_fault_is_found(locale: str, rule: Rule, text: str) -> None:
    assert rule in rules_of(text, locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_phrase_of_a_list_finds_itself(locale: str) -> None:
    rules = load_rules(CONTENT, locale)
    assert {each.rule for each in rules.phrases} >= {Rule.BANNED, Rule.CAUTIONED, Rule.BLAMING, Rule.ALARM}
    for each in rules.phrases:
        written = " ".join(word.split("|")[0].replace("*", "") for word in each.phrase.words.split())
        assert any(other.words for other in check_text(f"… {written} …", rules=rules)), written


def test_a_finding_says_the_words_the_sentence_and_what_to_write() -> None:
    text = "Breathe out. Why did you send it? We go on."
    (finding,) = check_text(text, rules=load_rules(CONTENT, "en"))
    assert finding.words == "why did you send"
    assert finding.sentence == "Why did you send it?"
    assert finding.remedy == "Write: what happened, and what helps now."
    assert finding.severity is Severity.ERROR


def test_a_word_to_be_careful_with_is_a_warning() -> None:
    (finding,) = check_text("You are no victim.", rules=load_rules(CONTENT, "en"))
    assert finding.severity is Severity.WARNING


def test_words_that_are_always_in_capitals_do_not_shout() -> None:
    assert rules_of("DETENTE y PIENSA.", "es") == set()
    assert rules_of("DETENTE y CORRE YA MISMO, MUCHACHO.", "es") == {Rule.SHOUTING}


def test_what_is_shown_as_a_bad_example_may_blame_but_not_name() -> None:
    rules = as_bad_examples(load_rules(CONTENT, "en"))
    assert list(check_text("How could you be so careless?", rules=rules)) == []
    assert [each.rule for each in check_text("How could you share child porn?", rules=rules)] == [Rule.BANNED]


def test_a_language_without_a_list_is_still_spared_shouting() -> None:
    assert rules_of("Hhhhhh child pornography!!", "xx") == {Rule.SHOUTING}
