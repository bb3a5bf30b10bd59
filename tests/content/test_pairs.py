from bot.content.pairs import load_pair_pieces, load_pairs
from bot.domain.pair import Side
from bot.folders import shared_folder

PAIRS = load_pairs(shared_folder("content"))


def test_there_are_ten_talks_in_their_order() -> None:
    assert len(PAIRS) == 10
    assert (PAIRS[0].id, PAIRS[-1].id) == ("what-is-fun", "when-it-goes-wrong")


def test_the_two_halves_are_different_and_translators_hear_who_asks_whom() -> None:
    for pair in PAIRS:
        assert pair.half(Side.TEEN).task.source != pair.half(Side.PARENT).task.source
    first = next(iter(load_pair_pieces(shared_folder("content"))))
    assert "the teen asks the adult" in first.comments["questions"]
    assert first.value == PAIRS[0]
