"""What it costs to send faster than Telegram does for nothing: a tenth of a Star a message."""

from dataclasses import dataclass

A_STAR = 10
"""How many messages a Star pays for."""
FASTEST = 970
"""How many paid messages leave in a second: Telegram takes a thousand, the rest is for what is not paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """Hold what so many messages cost at most, and what there is to pay with, in messages too.

    `balance` is None while nobody knows it. `per_second` is how fast they go as long as they are paid for.
    """

    messages: int
    balance: int | None
    per_second: int

    @property
    def stars(self) -> int:
        """Return what they cost at most; part of a Star counts as one."""
        return -(-self.messages // A_STAR)

    @property
    def is_covered(self) -> bool:
        """Tell whether there is enough for all of them."""
        return self.balance is not None and self.balance >= self.messages


def pace(fee: Fee | None, free: int) -> int:
    """Return how many leave in a second; what is not paid for to its end slows down on the way."""
    return fee.per_second if fee is not None and fee.is_covered else free
