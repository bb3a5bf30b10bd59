from typing import Any, cast

from bot.domain.broadcast import Run, Tally
from bot.domain.broadcast_report import Left, Report
from bot.domain.delivery import DeliveryState
from bot.domain.recall import Recall, Recalled
from bot.domain.stats import Table, table
from bot.i18n.translator import Translator
from bot.screens.broadcast_report import exported, report
from tests.domain.test_recall import SENT

T = Translator("en")
NO_CATALOG = cast("Any", None)  # no button leads into it
NOBODY: Table[str | None] = table({"en": 4})


def a_report(**given: Any) -> Report:
    tally = Tally(by_state={DeliveryState.SENT: 90, DeliveryState.UNREACHABLE: 3})
    plain: dict[str, Any] = {
        "run": Run(broadcast=SENT, tally=tally),
        "by_locale": table({"ne": 36, "en": 50, "es": 4}),
        "by_country": table({"IN": 15, "NP": 70, "PE": 3, None: 2}),
        "taps": (12, None),
        "left": {Left.STOPPED: 11, Left.BLOCKED: None},
    }
    return Report(**{**plain, **given})


def text(counted: Report) -> str:
    shown = report(T, counted, NO_CATALOG, [T("Sent: {count}", count=90)])
    return str(shown.text).translate(dict.fromkeys([0x2068, 0x2069]))


def test_it_tells_numbers_and_hides_small_ones_with_what_would_tell_them() -> None:
    shown = text(a_report())
    assert "English: 50" in shown
    assert "Nepali: not shown" in shown
    assert "Spanish: not shown" in shown
    assert "Nepal: 70" in shown
    assert "Peru" not in shown
    assert "India" not in shown
    assert "Everywhere else: not shown" in shown
    assert "Button 1: 12" in shown
    assert "Button 2: not shown" in shown
    assert "Stopped all messages: 11" in shown
    assert "Blocked the bot: not shown" in shown


def test_of_few_people_not_even_the_language_is_named() -> None:
    shown = text(a_report(by_locale=NOBODY, by_country=table({"NP": 4})))
    assert "Fewer than 10 people got it" in shown
    assert "English" not in shown
    assert "Nepal" not in shown


def test_the_table_holds_the_same_numbers_and_no_others() -> None:
    recalled = Recalled(by_end={Recall.DELETED: 5})
    run = Run(broadcast=SENT, tally=a_report().run.tally, recalled=recalled)
    document = exported(a_report(run=run))
    assert (document.name, document.mime) == ("broadcast-1.csv", "text/csv")
    rows = document.content.decode("utf-8-sig").split()
    assert "outcome,sent,90" in rows
    assert "outcome,unreachable,3" in rows
    assert "language,en,50" in rows
    assert "language,others,hidden" in rows
    assert "country,NP,70" in rows
    assert "country,others,hidden" in rows
    assert "button,1,12" in rows
    assert "button,2,hidden" in rows
    assert "left,stopped,11" in rows
    assert "left,blocked,hidden" in rows
    assert not any("PE" in row or "es" in row.split(",") for row in rows)
    assert "back,deleted,5" in rows
