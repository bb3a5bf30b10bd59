"""Settings: read once, from the environment and `.env`, checked before anything starts."""

import re
from collections.abc import Iterator
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.consent import SAFE_AGE, ConsentAges
from bot.domain.stats import LEAST

OFFICIAL_API = "https://api.telegram.org"
MIN_KEY_LENGTH = 16
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "postgresql+psycopg": "postgresql",
    "postgresql+psycopg_async": "postgresql",
}
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_AGE = re.compile(r"(?:(?P<country>[A-Z]{2})=)?(?P<age>[0-9]|1[0-9]|2[01])")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_MIN_SECRET_LENGTH = 22  # 22 characters of a 64-letter alphabet carry 132 bits
_MAX_PORT = 65_535
_TEN_YEARS = 10 * 366 * 86_400.0


class Mode(StrEnum):
    """How updates arrive."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class Serve(StrEnum):
    """Which languages are offered: all, or those in which a person has read every sentence."""

    ALL = "all"
    REVIEWED = "reviewed"


class SettingsError(ValueError):
    """Say, one sentence a fault, what is wrong with the settings and how to mend it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Settings(BaseSettings):
    """Hold every setting; the names in the environment carry the prefix FOURSTEPS_."""

    model_config = SettingsConfigDict(
        env_prefix="FOURSTEPS_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    bot_token: SecretStr
    api_url: str = OFFICIAL_API
    database_url: SecretStr = SecretStr("sqlite:///data/foursteps.db")
    mode: Mode = Mode.POLLING
    listen: str = "127.0.0.1:8080"
    private_listen: str = "127.0.0.1:9090"
    public_url: str | None = None
    webhook_secret: SecretStr | None = None
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    secret_key: SecretStr | None = None
    secret_key_file: Path | None = None
    clock_offset: float = Field(default=0.0, ge=-_TEN_YEARS, le=_TEN_YEARS, allow_inf_nan=False)
    content: Path | None = None
    locales: Path | None = None
    serve: Serve = Serve.ALL
    log_level: str = "INFO"
    bulk_per_second: int = Field(default=25, ge=1, le=30)
    paid_per_second: int | None = Field(default=None, ge=31, le=1000)
    approval_threshold: int = Field(default=100, ge=0)
    least_audience: int = Field(default=LEAST, ge=1)
    maintenance: bool = False
    calm_hours: int = Field(default=24, ge=1, le=168)
    operator_name: str | None = Field(default=None, max_length=100)
    operator_contact: str | None = Field(default=None, max_length=200)
    consent_age: Annotated[ConsentAges, NoDecode] = ConsentAges()
    flood_actions: int = Field(default=20, ge=5)

    @field_validator("bot_token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr) -> SecretStr:
        if not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("is no bot token: BotFather gives one like 123456:ABC-DEF")
        return token

    @field_validator("api_url", "public_url")
    @classmethod
    def _url_is_safe(cls, url: str | None) -> str | None:
        if url is None:
            return None
        parts = _split(url)
        if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("is no address: write it like https://bot.example.org")
        if parts.scheme == "http" and not _is_loopback(parts.hostname):
            raise ValueError("uses http://, which is accepted for this machine only: use https://")
        if any(sign in url for sign in "?#@"):
            raise ValueError("must be a plain address without user, query or fragment")
        return url.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, url: SecretStr) -> SecretStr:
        scheme, _, rest = url.get_secret_value().partition("://")
        if scheme not in _DRIVERS or not rest:
            raise ValueError("is no database: use sqlite:///data/foursteps.db or postgresql://user@host/name")
        if _DRIVERS[scheme] == "sqlite" and _is_no_file(rest):
            raise ValueError("names no file: use sqlite:///data/foursteps.db")
        return SecretStr(f"{_DRIVERS[scheme]}://{rest}")

    @field_validator("listen", "private_listen")
    @classmethod
    def _listens_somewhere(cls, listen: str) -> str:
        host, colon, port = listen.rpartition(":")
        if not colon or not host or not port.isdecimal() or int(port) > _MAX_PORT:
            raise ValueError("must be host:port, for example 127.0.0.1:8080")
        return listen

    @field_validator("webhook_secret")
    @classmethod
    def _secret_is_strong(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is None:
            return None
        value = secret.get_secret_value()
        if not _SECRET.fullmatch(value):
            raise ValueError("may hold only A-Z, a-z, 0-9, _ and -, at most 256 of them")
        if len(value) < _MIN_SECRET_LENGTH:
            raise ValueError(
                f"is too short for 128 bits: use at least {_MIN_SECRET_LENGTH} random characters, for example"
                " from `openssl rand -hex 32`"
            )
        return secret

    @field_validator("admins", mode="before")
    @classmethod
    def _admins_are_ids(cls, admins: Any) -> Any:
        if not isinstance(admins, str):
            return admins
        parts = [part for part in re.split(r"[\s,;]+", admins.strip("[] ")) if part]
        if not all(part.isdecimal() for part in parts):
            raise ValueError("must be Telegram ids, such as 123456789, with commas between them")
        return frozenset(int(part) for part in parts)

    @field_validator("consent_age", mode="before")
    @classmethod
    def _ages_are_numbers(cls, ages: Any) -> Any:
        if not isinstance(ages, str):
            return ages
        found = [_AGE.fullmatch(part) for part in re.split(r"[\s,;]+", ages.strip())]
        by_country = {part["country"]: int(part["age"]) for part in found if part}
        if None in found or len(by_country) < len(found):
            raise ValueError("must be an age, such as 16, and others by country, such as 16, NP=18")
        return ConsentAges(elsewhere=by_country.pop(None, SAFE_AGE), by_country=by_country)

    @field_validator("secret_key")
    @classmethod
    def _key_is_long(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and len(key.get_secret_value()) < MIN_KEY_LENGTH:
            raise ValueError(
                f"is too short: use at least {MIN_KEY_LENGTH} characters, for example `openssl rand -hex 32`"
            )
        return key

    @field_validator("log_level", mode="before")
    @classmethod
    def _level_is_known(cls, level: str) -> str:
        if str(level).upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be one of DEBUG, INFO, WARNING, ERROR")
        return str(level).upper()

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> "Settings":
        if self.mode is Mode.WEBHOOK and (faults := list(self._faults_of_webhook())):
            raise ValueError(".\n".join(faults))
        return self

    def _faults_of_webhook(self) -> Iterator[str]:
        if self.webhook_secret is None:
            yield "FOURSTEPS_WEBHOOK_SECRET is missing: webhook mode needs one, `openssl rand -hex 32`"
        if self.public_url is None:
            yield "FOURSTEPS_PUBLIC_URL is missing: webhook mode registers {PUBLIC_URL}/telegram/webhook"
        same = self.listen == self.private_listen and address(self.listen)[1]
        if same and self.chose("private_listen"):
            yield "FOURSTEPS_PRIVATE_LISTEN must differ from FOURSTEPS_LISTEN: it is for the operator only"

    def chose(self, name: str) -> bool:
        """Tell whether a setting was given, or is the default."""
        return name in self.model_fields_set

    @property
    def database_file(self) -> Path | None:
        """Name the SQLite file; None on PostgreSQL."""
        scheme, _, rest = self.database_url.get_secret_value().partition("://")
        # sqlite:///relative, sqlite:////absolute
        return Path(rest.removeprefix("/")) if scheme == "sqlite" else None

    @property
    def key_file(self) -> Path:
        """Name the file that holds the secret key where no variable gives it."""
        if self.secret_key_file is not None:
            return self.secret_key_file
        database = self.database_file
        return (database.parent if database else Path("data")) / "foursteps.key"


def load_settings(**given: Any) -> Settings:
    """Read the settings; raise `SettingsError` naming every fault at once."""
    try:
        return Settings(**given)
    except ValidationError as error:
        faults = [_sentence(fault) for fault in error.errors(include_input=False)]
        raise SettingsError([line for fault in faults for line in fault.splitlines()]) from None
    except (OSError, UnicodeError):
        raise SettingsError([".env cannot be read: save it as plain text in UTF-8."]) from None


def address(listen: str) -> tuple[str, int]:
    """Split `host:port`; an IPv6 host may stand in brackets."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def _split(url: str) -> SplitResult | None:
    """Take an address apart; None for what is none, such as a port beyond the last one."""
    try:
        parts = urlsplit(url)
        is_whole = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if is_whole and not re.search(r"\s", url) else None


def _is_no_file(rest: str) -> bool:
    return rest.removeprefix("/") in {"", ":memory:"} or "?" in rest or rest.endswith("/")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _sentence(fault: Any) -> str:
    message = fault["msg"].removeprefix("Value error, ")
    if not fault["loc"]:
        return f"{message}."
    name = f"FOURSTEPS_{str(fault['loc'][0]).upper()}"
    if fault["type"] == "missing":
        return f"{name} is missing: set it in the environment or in .env."
    if fault["type"] == "value_error":
        return f"{name} {message}."
    return f"{name} is not valid: {message}."
