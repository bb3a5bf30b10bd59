"""Every author's file beside the course and the challenge check, for translators and for the check."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.content.classroom import load_class_pieces
from bot.content.friend import load_friend_pieces
from bot.content.guides import load_guide_pieces
from bot.content.pairs import load_pair_pieces
from bot.content.piece import Piece
from bot.content.platforms import load_platform_pieces
from bot.content.situations import load_situation_pieces

_LOADERS: tuple[Callable[[Path], Iterable[Piece]], ...] = (
    load_class_pieces,
    load_friend_pieces,
    load_pair_pieces,
    load_guide_pieces,
    load_platform_pieces,
    load_situation_pieces,
)
"""Each reads its files below the content's folder, or raises every fault in them."""


def pieces(folder: Path) -> Iterator[Piece]:
    """Yield every file, noun by noun."""
    for load in _LOADERS:
        yield from load(folder)
