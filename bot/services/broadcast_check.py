"""What is looked at before a broadcast starts: its words, whom it misses, what comes first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.content.problem import Severity
from bot.content.rule_book import RuleBook
from bot.content.text_rules import check_text
from bot.domain.broadcast import Broadcast, Fault, Plan, Remark
from bot.domain.mandate import Mandate
from bot.domain.outlook import Outlook
from bot.i18n.locales import SOURCE
from bot.services.broadcasts import waiting_before
from bot.storage import audiences, duties
from bot.storage.engine import Transaction


def read_through(planned: Plan, rule_book: RuleBook) -> Plan:
    """Read title and texts by the rules for all content; what is grave is a fault."""
    remarks = tuple(_remarks(planned.broadcast, rule_book))
    faults = planned.faults
    if any(remark.is_grave for remark in remarks):
        faults = (*faults, Fault.REFUSED_WORDS)
    return replace(planned, faults=faults, remarks=remarks)


async def outlook(tx: Transaction, broadcast: Broadcast, mandate: Mandate, *, now: datetime) -> Outlook:
    """Look whom it misses and what it has to wait for."""
    audience = broadcast.audience
    stopped, blocked = await audiences.count_lost(tx, audience, now=now)
    beyond = 0
    if mandate.countries or mandate.cohorts:
        wider = replace(
            audience,
            countries=frozenset() if mandate.countries else audience.countries,
            cohorts=frozenset() if mandate.cohorts else audience.cohorts,
        )
        inside = await audiences.count(tx, audience, now=now)
        beyond = await audiences.count(tx, wider, now=now) - inside
    return Outlook(
        stopped=stopped,
        blocked=blocked,
        out_of_scope=beyond,
        waiting_before=await waiting_before(tx, broadcast),
        halted_by=await duties.halted_by(tx, now=now),
    )


def _remarks(broadcast: Broadcast, rule_book: RuleBook) -> Iterator[Remark]:
    texts: list[tuple[str | None, str]] = [(None, broadcast.title or ""), *broadcast.bodies.items()]
    for locale, text in texts:
        for finding in check_text(text, rules=rule_book.of(locale or SOURCE)):
            yield Remark(
                kind=finding.rule,
                locale=locale,
                words=finding.words,
                sentence=finding.sentence,
                is_grave=finding.severity is Severity.ERROR,
            )
