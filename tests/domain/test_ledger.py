import pytest

from bot.domain.delivery import DeliveryState
from bot.domain.ledger import Breach, Ledger, Rule

SENT, UNCERTAIN, FAILED = DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.FAILED


def a_ledger(states: dict[int, DeliveryState], copies: dict[int, int]) -> Ledger:
    return Ledger(meant=frozenset({1, 2}), states=states, copies=copies)


def test_a_whole_ledger_breaks_nothing_and_counts() -> None:
    ledger = a_ledger({1: SENT, 2: UNCERTAIN}, {1: 1})
    assert ledger.breaches() == ()
    assert (ledger.count(SENT, copies=[1]), ledger.count(UNCERTAIN, copies=[0])) == (1, 1)


@pytest.mark.parametrize(
    ("states", "copies", "rule"),
    [
        ({1: SENT}, {1: 1}, Rule.ADDED_UP),
        ({1: SENT, 2: FAILED, 3: FAILED}, {1: 1}, Rule.ADDED_UP),
        ({1: SENT, 2: DeliveryState.SENDING}, {1: 1}, Rule.ENDED),
        ({1: SENT, 2: DeliveryState.PENDING}, {1: 1}, Rule.ENDED),
        ({1: SENT, 2: SENT}, {1: 1, 2: 2}, Rule.ONCE),
        ({1: SENT, 2: SENT}, {1: 1}, Rule.TRUE),
        ({1: SENT, 2: FAILED}, {1: 1, 2: 1}, Rule.KNOWN),
    ],
)
def test_each_rule_is_missed(states: dict[int, DeliveryState], copies: dict[int, int], rule: Rule) -> None:
    assert a_ledger(states, copies).breaches() == (Breach(rule, 1),)
