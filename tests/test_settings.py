"""Settings: each fault gives one clear sentence, and no sentence holds a secret."""

from pathlib import Path
from typing import Any

import pytest

from bot.keys import secret_key
from bot.settings import OFFICIAL_API, Mode, Settings, SettingsError, address, load_settings

TOKEN = "123456:AAE-canary-of-a-token"
SECRET = "canary-of-a-webhook-secret-32chars"
KEY = "canary-of-the-key-that-seals"
PASSWORD = "canary-of-a-password"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read neither this machine's environment nor a .env of the developer's."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOURSTEPS_{name.upper()}", raising=False)


def given(**settings: Any) -> Settings:
    return load_settings(**{"bot_token": TOKEN, **settings})


def faults(**settings: Any) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        given(**settings)
    said = str(raised.value) + repr(raised.value)
    assert "canary" not in said
    assert raised.value.__cause__ is None
    return raised.value.faults


def test_a_token_is_all_that_is_needed() -> None:
    settings = given()
    assert settings.mode is Mode.POLLING
    assert settings.api_url == OFFICIAL_API
    assert settings.database_file == Path("data/foursteps.db")
    assert settings.key_file == Path("data/foursteps.key")


def test_everything_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "BOT_TOKEN": TOKEN,
        "MODE": "webhook",
        "PUBLIC_URL": "https://bot.example.org/",
        "WEBHOOK_SECRET": SECRET,
        "ADMINS": "7, 8;9",
        "CLOCK_OFFSET": "3600",
        "LOG_LEVEL": "debug",
        "SECRET_KEY": "",
    }.items():
        monkeypatch.setenv(f"FOURSTEPS_{name}", value)
    settings = load_settings()
    assert settings.mode is Mode.WEBHOOK
    assert settings.public_url == "https://bot.example.org"
    assert settings.admins == {7, 8, 9}
    assert settings.clock_offset == 3600
    assert settings.log_level == "DEBUG"
    assert settings.secret_key is None


def test_a_file_named_env_is_read_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(f"FOURSTEPS_BOT_TOKEN={TOKEN}\nFOURSTEPS_ADMINS=7\nOTHER=1\n")
    monkeypatch.setenv("FOURSTEPS_ADMINS", "8")
    assert load_settings().admins == {8}


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"FOURSTEPS_BOT_TOKEN=\xff\xfe\n")
    assert faults() == [".env cannot be read: save it as plain text in UTF-8."]


_NO_ADDRESS = "is no address: write it like https://bot.example.org."
_PLAIN = "must be a plain address without user, query or fragment."
_HTTP = "uses http://, which is accepted for this machine only: use https://."
_DATABASE = (
    "FOURSTEPS_DATABASE_URL is no database: use sqlite:///data/foursteps.db or postgresql://user@host/name."
)
_NO_FILE = "FOURSTEPS_DATABASE_URL names no file: use sqlite:///data/foursteps.db."
_LISTEN = "FOURSTEPS_LISTEN must be host:port, for example 127.0.0.1:8080."
_TOKEN = "FOURSTEPS_BOT_TOKEN is no bot token: BotFather gives one like 123456:ABC-DEF."


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("bot_token", "canary", _TOKEN),
        ("bot_token", "123456:canary canary", _TOKEN),
        ("api_url", "bot.example.org", f"FOURSTEPS_API_URL {_NO_ADDRESS}"),
        ("api_url", "ftp://bot.example.org", f"FOURSTEPS_API_URL {_NO_ADDRESS}"),
        ("api_url", "https://", f"FOURSTEPS_API_URL {_NO_ADDRESS}"),
        ("api_url", "https://bot.example.org:99999", f"FOURSTEPS_API_URL {_NO_ADDRESS}"),
        ("api_url", "https://bot.example.org:x", f"FOURSTEPS_API_URL {_NO_ADDRESS}"),
        ("api_url", "https://[::1", f"FOURSTEPS_API_URL {_NO_ADDRESS}"),
        ("api_url", "https://bot.example.org /", f"FOURSTEPS_API_URL {_NO_ADDRESS}"),
        ("api_url", "https://u:canary@bot.example.org", f"FOURSTEPS_API_URL {_PLAIN}"),
        ("api_url", "https://:canary@bot.example.org", f"FOURSTEPS_API_URL {_PLAIN}"),
        ("api_url", "https://bot.example.org?token=canary", f"FOURSTEPS_API_URL {_PLAIN}"),
        ("public_url", "https://bot.example.org#x", f"FOURSTEPS_PUBLIC_URL {_PLAIN}"),
        ("public_url", "http://bot.example.org", f"FOURSTEPS_PUBLIC_URL {_HTTP}"),
        ("api_url", "http://192.168.1.7:8081", f"FOURSTEPS_API_URL {_HTTP}"),
        ("api_url", "http://localhost.example.org", f"FOURSTEPS_API_URL {_HTTP}"),
        ("api_url", "http://127.0.0.1@example.org", f"FOURSTEPS_API_URL {_HTTP}"),
        ("api_url", "http://0.0.0.0:8081", f"FOURSTEPS_API_URL {_HTTP}"),
        ("database_url", "mysql://u:canary@host/db", _DATABASE),
        ("database_url", "foursteps.db", _DATABASE),
        ("database_url", "postgresql://", _DATABASE),
        ("database_url", "postgresql+asyncpg://u:canary@host/db", _DATABASE),
        ("database_url", "sqlite:///", _NO_FILE),
        ("database_url", "sqlite:///:memory:", _NO_FILE),
        ("database_url", "sqlite:///data/", _NO_FILE),
        ("database_url", "sqlite:///data/foursteps.db?mode=ro", _NO_FILE),
        ("mode", "push", "FOURSTEPS_MODE is not valid: Input should be 'polling' or 'webhook'."),
        ("listen", "8080", _LISTEN),
        ("listen", "127.0.0.1:", _LISTEN),
        ("listen", ":8080", _LISTEN),
        ("listen", "127.0.0.1:65536", _LISTEN),
        (
            "admins",
            "7, @canary",
            "FOURSTEPS_ADMINS must be Telegram ids, such as 123456789, with commas between them.",
        ),
        ("log_level", "loud", "FOURSTEPS_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR."),
        (
            "webhook_secret",
            "canary canary canary canary",
            "FOURSTEPS_WEBHOOK_SECRET may hold only A-Z, a-z, 0-9, _ and -, at most 256 of them.",
        ),
    ],
)
def test_a_fault_gives_one_clear_sentence(name: str, value: str, sentence: str) -> None:
    assert faults(**{name: value}) == [sentence]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook_secret", "canary"),
        ("secret_key", "canary"),
        ("clock_offset", "soon"),
        ("clock_offset", "inf"),
        ("clock_offset", "nan"),
        ("clock_offset", "1e12"),
        ("bulk_per_second", "0"),
        ("bulk_per_second", "31"),
        ("paid_per_second", "30"),
        ("paid_per_second", "1001"),
    ],
)
def test_a_fault_names_its_setting(name: str, value: str) -> None:
    (sentence,) = faults(**{name: value})
    assert sentence.startswith(f"FOURSTEPS_{name.upper()} is ")
    assert sentence.endswith(".")


def test_without_a_token_it_says_where_to_put_one() -> None:
    with pytest.raises(SettingsError, match=r"^FOURSTEPS_BOT_TOKEN is missing: set it in the environment"):
        load_settings()


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(bot_token="canary", listen="x", admins="me")) == 3


def test_webhook_mode_tells_all_that_it_needs() -> None:
    assert faults(mode="webhook", private_listen="127.0.0.1:8080") == [
        "FOURSTEPS_WEBHOOK_SECRET is missing: webhook mode needs one, `openssl rand -hex 32`.",
        "FOURSTEPS_PUBLIC_URL is missing: webhook mode registers {PUBLIC_URL}/telegram/webhook.",
        "FOURSTEPS_PRIVATE_LISTEN must differ from FOURSTEPS_LISTEN: it is for the operator only.",
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("sqlite:///a.db", "sqlite:///a.db"),
        ("sqlite+aiosqlite:////var/lib/a.db", "sqlite:////var/lib/a.db"),
        ("postgresql://u:p@h:5432/d?sslmode=require", "postgresql://u:p@h:5432/d?sslmode=require"),
        ("postgresql+psycopg://u@h/d", "postgresql://u@h/d"),
        ("postgresql+psycopg_async://u@h/d", "postgresql://u@h/d"),
        ("postgres://u@h/d", "postgresql://u@h/d"),
    ],
)
def test_driver_suffixes_are_accepted(written: str, kept: str) -> None:
    assert given(database_url=written).database_url.get_secret_value() == kept


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8081", "http://localhost:8081/", "http://[::1]:8081", "http://LOCALHOST"]
)
def test_http_is_for_this_machine(url: str) -> None:
    assert given(api_url=url).api_url == url.rstrip("/")


def test_an_absolute_file_stays_absolute() -> None:
    assert given(database_url="sqlite:////var/lib/a.db").database_file == Path("/var/lib/a.db")
    assert given(database_url="postgresql://u@h/d").database_file is None


def test_no_secret_shows_in_what_is_printed() -> None:
    settings = given(
        mode="webhook",
        public_url="https://bot.example.org",
        webhook_secret=SECRET,
        secret_key=KEY,
        database_url=f"postgresql://u:{PASSWORD}@host/db",
    )
    assert "canary" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_an_address_is_split() -> None:
    assert address("127.0.0.1:8080") == ("127.0.0.1", 8080)
    assert address("[::1]:0") == ("::1", 0)


def test_a_key_is_made_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    settings = given(database_url=f"sqlite:///{tmp_path}/new/a.db")
    key = secret_key(settings)
    assert len(key) == 64
    assert secret_key(settings) == key
    assert settings.key_file.stat().st_mode & 0o777 == 0o600


def test_a_key_cut_off_is_no_key(tmp_path: Path) -> None:
    settings = given(secret_key_file=tmp_path / "key")
    (tmp_path / "key").write_text("canary\n")
    with pytest.raises(SettingsError, match=r"^The key in key is cut off") as raised:
        secret_key(settings)
    assert "canary" not in str(raised.value)
