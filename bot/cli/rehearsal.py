"""`foursteps rehearse`: a broadcast to nobody real, in bad weather if you like, and what became of it."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.cli.shell import console, run_loop
from bot.domain.delivery import DeliveryState
from bot.rehearsal.weather import Weather

if TYPE_CHECKING:
    from bot.domain.broadcast import Tally
    from bot.rehearsal.run import Verdict

_TWICE_OR_MORE = range(2, 100)


def rehearse_broadcast(
    people: Annotated[int, typer.Option(min=1, help="How many people are meant.")] = 1000,
    faults: Annotated[Weather, typer.Option(help="What goes wrong on the way.")] = Weather.STORM,
    pace: Annotated[int, typer.Option(min=1, max=1000, help="Messages in a second.")] = 500,
) -> None:
    """Send a broadcast to people in the simulator, and compare our rows with what arrived.

    Nothing leaves this machine, and nothing of yours is touched. Exit with 1 when a promise was broken.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from bot.log import set_up_logging
    from bot.rehearsal.run import Rehearsal, rehearse

    set_up_logging("ERROR")
    rehearsal = Rehearsal(people=people, per_second=pace, weather=faults)
    verdicts: list[Verdict] = []
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        sending = bar.add_task(f"Sending, {faults.value}", total=people)

        def show(tally: "Tally") -> None:
            bar.update(sending, completed=tally.total - tally.left)

        async def work() -> None:
            verdicts.append(await rehearse(rehearsal, show))

        run_loop(work())
    _report(verdicts[0])


def _report(verdict: "Verdict") -> None:
    console.print(_table(verdict))
    met = ", ".join(f"{name} {count}" for name, count in sorted(verdict.met.items()))
    console.print(f"Faults met: {met or 'none'}.", highlight=False)
    console.print(f"Sent in {verdict.seconds:.1f} seconds.", highlight=False)
    breaches = verdict.ledger.breaches()
    for breach in breaches:
        console.print(f"✗ Not so for {breach.chats} chats: {breach.rule.value}.", highlight=False)
    if breaches:
        raise typer.Exit(1)
    console.print("✓ Everybody has one row, nobody got it twice, and what we say is what arrived.")


def _table(verdict: "Verdict") -> Table:
    """Write what our rows say beside what arrived in the chats."""
    table = Table("our rows say", "arrived once", "twice or more", "never")
    for state in DeliveryState:
        counts = [verdict.ledger.count(state, copies=copies) for copies in ([1], _TWICE_OR_MORE, [0])]
        if any(counts):
            table.add_row(state.value, *(str(count) for count in counts))
    return table
