"""The ledger: what our rows say of a broadcast, beside what arrived in the chats."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.delivery import DeliveryState

_ENDS = frozenset(DeliveryState) - {DeliveryState.PENDING, DeliveryState.SENDING}
_MAY_HAVE_ARRIVED = frozenset({DeliveryState.SENT, DeliveryState.UNCERTAIN})


class Rule(StrEnum):
    """What must hold, whatever happened on the way. What cannot be known is dropped, never doubled."""

    ADDED_UP = "everybody who was meant has one row, and nobody else has"
    ENDED = "every row has come to an end"
    ONCE = "nobody got it twice"
    TRUE = "what we call sent has arrived"
    KNOWN = "what has arrived we call sent or uncertain"


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that was broken, and by how many chats."""

    rule: Rule
    chats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Hold who was meant, the state of each row by its chat, and how many copies each chat got."""

    meant: frozenset[int]
    states: Mapping[int, DeliveryState]
    copies: Mapping[int, int]

    def count(self, state: DeliveryState, *, copies: Iterable[int]) -> int:
        """Count the chats in a state that got so many copies."""
        return sum(found is state and self._got(chat) in copies for chat, found in self.states.items())

    def breaches(self) -> tuple[Breach, ...]:
        """Return the rules that were broken."""
        broken = ((rule, sum(1 for _ in self._breaking(rule))) for rule in Rule)
        return tuple(Breach(rule, chats) for rule, chats in broken if chats)

    def _breaking(self, rule: Rule) -> Iterator[int]:
        """Name the chats that break a rule."""
        match rule:
            case Rule.ADDED_UP:
                yield from self.meant ^ self.states.keys()
            case Rule.ENDED:
                yield from (chat for chat, state in self.states.items() if state not in _ENDS)
            case Rule.ONCE:
                yield from (chat for chat, copies in self.copies.items() if copies > 1)
            case Rule.TRUE:
                yield from (chat for chat in self._in({DeliveryState.SENT}) if not self._got(chat))
            case Rule.KNOWN:
                yield from (chat for chat, copies in self.copies.items() if copies and not self._knows(chat))

    def _in(self, states: set[DeliveryState]) -> Iterator[int]:
        return (chat for chat, state in self.states.items() if state in states)

    def _got(self, chat: int) -> int:
        return self.copies.get(chat, 0)

    def _knows(self, chat: int) -> bool:
        return self.states.get(chat) in _MAY_HAVE_ARRIVED
