"""What could keep the bot from doing its work, each finding with a remedy."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import aiohttp

from bot.content.check import check
from bot.content.problem import Severity
from bot.content.reader import ContentError
from bot.content.safeguarding_report import ALL, read_figures
from bot.folders import shared_folder
from bot.i18n.locales import SERVED, SOURCE
from bot.i18n.parts import Part
from bot.i18n.po import PoFile
from bot.i18n.po import read as read_po
from bot.i18n.serving import Offer, offers
from bot.i18n.status import status
from bot.i18n.strings import po_path
from bot.keys import is_private
from bot.ports import system_clock
from bot.settings import Mode, Serve, Settings
from bot.storage import audit
from bot.storage.engine import connect
from bot.storage.migrate import current, newest
from bot.storage.vault import Vault
from bot.tg.webhook import PATH

_SAFE_SQLITE = (3, 51, 3)
_NO_KEY = "the audit holds nothing that is sealed"
_WORST_CLOCK_SECONDS = 30


class Level(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    ADVICE = "advice"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Say what was looked at, what was found, and what to do."""

    about: str
    level: Level
    found: str
    remedy: str = ""


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything that can be looked at without changing it."""
    return [
        *_settings(settings),
        *_keys(settings),
        *_database(settings),
        *_sqlite_version(settings),
        *await _audit(settings),
        *_content(settings.content or shared_folder("content")),
        *_hearing(settings.content or shared_folder("content")),
        *_locales(settings.locales or shared_folder("locales"), settings.serve),
        *await _telegram(settings),
    ]


def _settings(settings: Settings) -> Iterator[Finding]:
    yield _good("settings", f"read; mode {settings.mode.value}")
    if settings.secret_key is None:
        yield _advice(
            "settings",
            "no FOURSTEPS_SECRET_KEY: the key is kept in a file beside the database",
            "set FOURSTEPS_SECRET_KEY, and keep a copy of it apart from the backups",
        )
    if not settings.admins:
        yield _advice(
            "settings",
            "nobody is a coordinator",
            "set FOURSTEPS_ADMINS to the Telegram ids of those who send broadcasts",
        )


def _keys(settings: Settings) -> Iterator[Finding]:
    """Look at who else may read what must be read by nobody, and at old keys that are still there."""
    file = settings.key_file
    keys = [file] if settings.secret_key is None else []
    old = sorted(file.parent.glob(f"{file.name}.*"))
    for each in filter(Path.exists, (*keys, *old, Path(".env"))):
        if not is_private(each):
            yield _fault("secrets", f"{each.name} can be read by others", f"chmod 600 {each}")
    database = settings.database_file
    if database is not None and database.exists() and not is_private(database):
        yield _advice(
            "secrets", "the database can be read by others", f"chmod 700 {database.parent}, for its log too"
        )
    if old:
        remedy = "keep them apart from the backups, and delete them once no backup needs them"
        yield _advice("secrets", f"{len(old)} other keys lie beside the database", remedy)


def _database(settings: Settings) -> Iterator[Finding]:
    file = settings.database_file
    if file is not None and not file.exists():
        yield _advice("database", "not there yet", "the first `foursteps run` makes it")
        return
    try:
        found = current(settings.database_url.get_secret_value())
    except Exception as error:  # noqa: BLE001 (whatever it is, it is a finding)
        kind = type(error).__name__
        yield _fault("database", f"does not open ({kind})", "check FOURSTEPS_DATABASE_URL and rights")
        return
    if found == newest():
        yield _good("database", f"opens, at revision {found}")
    else:
        yield _advice("database", f"is at revision {found}", "`foursteps migrate` brings it up to date")


async def _audit(settings: Settings) -> list[Finding]:
    """Compare the digests of the audit, without changing anything."""
    file = settings.database_file
    if file is not None and not file.exists():
        return []
    try:
        broken = await _first_broken(settings.database_url.get_secret_value())
    except Exception as error:  # noqa: BLE001 (whatever it is, it is a finding)
        found = f"cannot be read ({type(error).__name__})"
        return [_advice("audit", found, "mend the database first; `foursteps migrate` brings it up to date")]
    if broken is None:
        return [_good("audit", "every line holds the digest of the one before")]
    found = f"line {broken} was changed, or a line before it is missing"
    return [_fault("audit", found, "ask who had the database; compare it with the backups, oldest first")]


async def _first_broken(url: str) -> int | None:
    db = await connect(url, Vault(_NO_KEY))
    try:
        async with db.reading() as tx:
            return await audit.first_broken(tx)
    finally:
        await db.close()


def _sqlite_version(settings: Settings) -> Iterator[Finding]:
    if settings.database_file is None:
        return
    if sqlite3.sqlite_version_info >= _SAFE_SQLITE:
        yield _good("SQLite", sqlite3.sqlite_version)
    else:
        yield _advice(
            "SQLite",
            f"{sqlite3.sqlite_version} is older than 3.51.3, which mends a rare fault of its log",
            "run one process on the file (foursteps does), back up daily, upgrade when possible",
        )


def _content(folder: Path) -> Iterator[Finding]:
    try:
        problems = check(folder, system_clock().date())
    except ContentError as error:
        yield _fault("content", str(error), "mend the file named")
        return
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        yield _fault(
            "content", f"{len(errors)} faults, the first: {errors[0]}", "`foursteps check` lists them"
        )
    elif problems:
        yield _advice("content", f"{len(problems)} warnings", "`foursteps check` lists them")
    else:
        yield _good("content", "reads well")


def _hearing(folder: Path) -> Iterator[Finding]:
    """Name the languages in which distress is heard less well than it should be."""
    rows = read_figures(folder)
    if not rows:
        yield _advice("hearing distress", "never measured", "`foursteps safeguarding report --write`")
    for row in rows:
        if row.locale == ALL:
            continue
        found = f"urgent {row.urgent}, concern {row.concern}, false hits {row.false}"
        if row.below:
            remedy = "below its goals: docs/safeguarding.md tells how to teach it; tell people of Help now"
            yield _advice(f"hearing {row.locale}", found, remedy)
        else:
            yield _good(f"hearing {row.locale}", found)


def _locales(folder: Path, serve: Serve) -> Iterator[Finding]:
    for offer in offers(folder, serve):
        if offer.tag == SOURCE:
            continue
        path = po_path(folder, offer.tag)
        yield _locale(offer, read_po(path) if path.exists() else PoFile(header=""))


def _locale(offer: Offer, file: PoFile) -> Finding:
    """Tell whether a language is served and why, and how far it has come in what it promises."""
    promised = None if SERVED[offer.tag].has_lessons else Part.INTERFACE
    counts = status(file, promised)
    about, found = f"locale {offer.tag}", f"{_offered(offer)}; {_shares(file)}"
    if not counts.translated or counts.missing or counts.stale:
        return _advice(about, found, "English fills the gaps: `foursteps i18n status`")
    if counts.drafts:
        return _advice(about, found, "have a native speaker read it: `foursteps i18n review`")
    return _good(about, found)


def _offered(offer: Offer) -> str:
    if not offer.is_served:
        return f"not served, {offer.reason}"
    lessons = "with its lessons" if offer.has_lessons else "with lessons of another language"
    return f"served {lessons}, {offer.reason}"


def _shares(file: PoFile) -> str:
    interface, teaching = (status(file, part) for part in Part)
    taught = f"{teaching.coverage:g} % of the teaching" if teaching.total else "none of the teaching"
    drafts = f"{status(file).draft_share:g} % of it machine draft"
    return f"{interface.coverage:g} % of the interface and {taught} translated, {drafts}"


async def _telegram(settings: Settings) -> list[Finding]:
    root = f"{settings.api_url}/bot{settings.bot_token.get_secret_value()}"
    timeout = aiohttp.ClientTimeout(total=10)
    try:
        async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
            me, date = await _ask(session, f"{root}/getMe")
            webhook, _ = await _ask(session, f"{root}/getWebhookInfo")
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        remedy = "check the network and FOURSTEPS_API_URL"
        return [_fault("Bot API", f"cannot be reached ({type(error).__name__})", remedy)]
    if not me.get("ok"):
        return [_fault("Bot API", "refuses the token", "check FOURSTEPS_BOT_TOKEN")]
    return [_good("Bot API", "reached; the token is accepted"), *_clock(date), *_webhook(settings, webhook)]


async def _ask(session: aiohttp.ClientSession, url: str) -> tuple[dict[str, Any], str | None]:
    async with session.get(url) as answer:
        return await answer.json(content_type=None), answer.headers.get("Date")


def _clock(date: str | None) -> Iterator[Finding]:
    if date is None:
        return
    theirs = parsedate_to_datetime(date).astimezone(UTC)
    seconds = abs((system_clock() - theirs).total_seconds())
    if seconds > _WORST_CLOCK_SECONDS:
        yield _fault("clock", f"is {seconds:.0f} s off the Bot API's", "switch on time synchronisation (NTP)")
    else:
        yield _good("clock", "agrees with the Bot API's")


def _webhook(settings: Settings, answer: dict[str, Any]) -> Iterator[Finding]:
    info = answer.get("result") or {}
    registered = info.get("url", "")
    wanted = f"{settings.public_url}{PATH}" if settings.mode is Mode.WEBHOOK else ""
    if registered != wanted:
        yield _advice("webhook", "not what the mode asks for", "`foursteps run` sets or removes it")
    else:
        yield _good("webhook", "registered" if wanted else "none, as polling needs")
    if info.get("last_error_message"):
        said = info["last_error_message"]
        yield _fault("webhook", f"Telegram says: {said}", "check FOURSTEPS_PUBLIC_URL and TLS")
    if info.get("pending_update_count", 0) > 0:
        waiting = info["pending_update_count"]
        yield _advice("webhook", f"{waiting} updates wait", "start the bot, or look at /readyz")


def _good(about: str, found: str) -> Finding:
    return Finding(about=about, level=Level.GOOD, found=found)


def _advice(about: str, found: str, remedy: str) -> Finding:
    return Finding(about=about, level=Level.ADVICE, found=found, remedy=remedy)


def _fault(about: str, found: str, remedy: str) -> Finding:
    return Finding(about=about, level=Level.FAULT, found=found, remedy=remedy)
