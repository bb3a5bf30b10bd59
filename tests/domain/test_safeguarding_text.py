import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safeguarding_sound import sound_of
from bot.domain.safeguarding_split import is_test
from bot.domain.safeguarding_text import LONGEST, Words, rows_of, words_of


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I WANT", "i want"),
        ("don’t don't don`t", "dont dont dont"),
        ("he\u200bl\u200dp \u202eme\u202c", "help me"),
        ("heeeelp", "help"),
        ("k1ll h3lp p1cs su1c1de", "kil help pics suicide"),
        ("bl@ckm4il s3nd$", "blackmail sends"),
        ("room 4 at 18:30, 200 pesos", "rom 4 at 18 30 200 pesos"),
        ("100 11", "100 11"),
        ("h e l p m e", "helpme"),
        ("s.o.s. d-i-e", "s o s d i e"),
        ("¿Estás bien? adiós ñaño", "estas bien ? adios nano"),
        ("so happy🎉🎉 ❤️!?!", "so hapy 🎉 🎉 ❤ ?"),
        ("đừng gửi ảnh", "dung gui anh"),
        ("أنا خائفة جدًّا", "انا خايفه جدا"),
        ("مرحبـــا", "مرحبا"),
        ("माँ फ़ोटो", "मां फोटो"),
        ("💀😂", "skul laughing"),
        ("\uff57\uff41nt", "want"),
        ("æon cœur øre łza \u0131s\u0131 đi straße", "aeon coeur ore lza isi di strase"),
        ("ىت یت کت تة ٱت", "يت يت كت ته ات"),
        ("हँ हऀ", "हं हं"),
        ("don‘t don\u02bct don\u00b4t don`t don’t", "dont " * 4 + "dont"),
        ("كيف؟", "كيف ?"),
        ("c'est l'école lorsqu'il", "c est l ecole lorsqu il"),
        ("😭😢", "crying crying"),
        ("🔪🗡", "knife knife"),
        ("💀☠", "skul skul"),
        ("📸📷🤳", "picture picture picture"),
        ("😂🤣😆😅", "laughing laughing laughing laughing"),
        ("🩸 🔫 💊 🆘 👊 ⚽ 🎮", "blod gun pils help me fist fotbal game"),
        ("", ""),
        ("!?", "?"),
    ],
)
def test_words_are_plain_however_they_are_typed(typed: str, plain: str) -> None:
    assert " ".join(words_of(typed).words) == plain


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("\u0300", "\u036f"),
        ("\u064b", "\u065f"),
        ("\u0640", "\u0640"),
        ("\u0670", "\u0670"),
        ("\u093c", "\u093c"),
        ("\ufe00", "\ufe0f"),
        ("\U0001f3fb", "\U0001f3ff"),
        ("\u00ad", "\u00ad"),
        ("\u061c", "\u061c"),
        ("\u180e", "\u180e"),
        ("\ufeff", "\ufeff"),
        ("\u200b", "\u200f"),
        ("\u202a", "\u202e"),
        ("\u2060", "\u206f"),
        ("\U000e0000", "\U000e007f"),
    ],
)
def test_marks_and_signs_without_a_width_are_never_there(first: str, last: str) -> None:
    assert words_of(f"k{first}b n{last}d").words == ("kb", "nd")


def test_what_stands_beside_the_marks_is_kept() -> None:
    beside = "a\u02ffb a\u0371b في \u0660 a\ufdffb a\u2010b a\u2029b a\U000dffffb a\U000e0080b a🏺b a🐀b"
    parts = "a b a\u0371b في \u0660 a b a b a b a b a b a 🏺 b a 🐀 b"
    assert words_of(beside).words == tuple(parts.split())


def test_a_sentence_ends_as_its_script_ends_it() -> None:
    assert words_of("aa। bb॥ cc។ dd៕ ee… ff؟ gg").sentences == (0, 1, 2, 3, 4, 5, 5, 6)


def test_khmer_is_heard_by_syllables() -> None:
    assert words_of("ខ្ញុំចង់").words == ("ខ្ញុំ", "ច", "ង់")


def test_sentences_are_counted() -> None:
    assert words_of("Stop. go on!! यो\nहो। end").sentences == (0, 1, 1, 2, 3, 4)


def test_what_is_spoken_leaves_out_signs() -> None:
    assert words_of("why? ❤️ go").spoken() == Words(("why", "go"), (0, 1))


@given(st.text(max_size=300))
def test_any_text_has_words_each_in_a_sentence(text: str) -> None:
    words = words_of(text)
    assert len(words.words) == len(words.sentences)
    assert list(words.sentences) == sorted(words.sentences)
    assert all(words.words)


def test_more_than_the_longest_message_is_not_heard() -> None:
    assert words_of("ab " * LONGEST).words == ("ab",) * (LONGEST // 3) + ("a",)
    assert len(words_of("\ufdfa" * LONGEST).words) <= LONGEST


@pytest.mark.parametrize("typed", ["malai", "mlai", "malaai", "मलाई"])
def test_nepali_sounds_the_same_in_either_script(typed: str) -> None:
    assert sound_of(words_of(typed).words[0]) == "mli"


@pytest.mark.parametrize(
    ("typed", "sound"),
    [("6a", "c"), ("chha", "c"), ("छ", "c"), ("hunchha", "hunc"), ("हुन्छ", "hunc"), ("haat", "ht"), ("ខ", "")],
)
def test_spellings_of_a_sound_are_one(typed: str, sound: str) -> None:
    assert sound_of(words_of(typed).words[0]) == sound


@pytest.mark.parametrize(
    ("letters", "sounds"),
    [
        ("कखगघङ", "kkggn"),
        ("चछजझञ", "ccjjn"),
        ("टठडढण", "ttddn"),
        ("तथदधन", "ttddn"),
        ("पफबभम", "ppbbm"),
        ("यरलवशषसह", "irlbsssh"),
        ("िीेैइईएऐ", "iiiiiiii"),
        ("ुूोौउऊओऔ", "uuuuuuuu"),
        ("ंँ", "nn"),
        ("eyoqzfvwx6", "iiukjpbbcc"),
    ],
)
def test_every_letter_has_its_sound(letters: str, sounds: str) -> None:
    assert "".join(map(sound_of, letters)) == sounds


@pytest.mark.parametrize(("word", "sound"), [("कृमऋ", "krimri"), ("आाअः", ""), ("mama", "m"), ("hahh", "h")])
def test_vowels_without_a_sound_of_their_own_are_left_out(word: str, sound: str) -> None:
    assert sound_of(word) == sound


def test_the_split_is_by_letters_and_never_moves() -> None:
    sides = [is_test(f"phrase number {number}") for number in range(3000)]
    assert 900 < sum(sides) < 1100
    assert sides[:12] == [is_test(f"Phrase, number… {number}!") for number in range(12)]
    assert [number for number in range(12) if sides[number]] == [0, 1, 2, 4, 5, 6, 10]


def test_many_expressions_are_read_as_one_is() -> None:
    typed = ["I d1e", "what", "😭 🎉", "ខ្ញុំ ចង់", "l'école", "h e l p", "...", "", "heeelp 5 a@b", "मलाई"]
    assert rows_of(typed) == [words_of(each).words for each in typed]
    assert rows_of([]) == []
