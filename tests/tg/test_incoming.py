"""An update is reduced to what is needed, and names end there."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot

from bot.app import Said
from bot.domain.attachment import Attachment, AttachmentKind
from bot.tg.incoming import Commanded, Gathered, Incoming, Reached, Tapped, Wish, parse, read
from bot.tg.request import AiohttpRequest

_AT = 1_800_000_000
_PRIVATE = {"id": 5, "type": "private", "first_name": "Asha"}
_GROUP = {"id": -5, "type": "group", "title": "Family"}
_ASHA = {"id": 5, "is_bot": False, "first_name": "Asha", "username": "asha", "language_code": "ne"}
_COMMAND = {"type": "bot_command", "offset": 0}


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> Bot:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as bot/run.py does, before anything is received
    request = AiohttpRequest(connections=1)
    return Bot("1:a-token-for-tests", request=request, get_updates_request=request)


def incoming(bot: Bot, **update: Any) -> Incoming | None:
    received = parse({"update_id": 7, **update}, bot)
    assert received is not None
    return read(received, username="foursteps_bot")


def wish(bot: Bot, **update: Any) -> Wish:
    found = incoming(bot, **update)
    assert found is not None
    assert "sha" not in repr(found)
    return found.wish


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": _AT, "chat": _PRIVATE, "from": _ASHA, **content}


def pressed(**under: Any) -> dict[str, Any]:
    shown = {"message_id": 3, "date": _AT, "chat": _PRIVATE, "text": "Menu", **under}
    return {"id": "9", "from": _ASHA, "chat_instance": "1", "data": "m", "message": shown}


def command(text: str, length: int) -> dict[str, Any]:
    return message(text=text, entities=[{**_COMMAND, "length": length}])


def test_words_are_only_for_this_turn(bot: Bot) -> None:
    assert wish(bot, message=message(text="Hello")) == Said(text="Hello")
    assert incoming(bot, message=message(text="Hello")) == Incoming(
        update_id=7, chat_id=5, language_code="ne", wish=Said(text="Hello"), message_id=1
    )


def test_a_picture_is_its_id_and_its_words(bot: Bot) -> None:
    sizes = [
        {"file_id": size, "file_unique_id": size, "width": 1, "height": 1} for size in ("small", "large")
    ]
    said = wish(bot, message=message(photo=sizes, caption="look"))
    assert said == Said(
        text="look",
        attachment=Attachment(kind=AttachmentKind.PICTURE, file_id="large"),
        has_media=True,
    )


def test_what_is_unknown_yet_counts_as_something_we_cannot_open(bot: Bot) -> None:
    assert wish(bot, message=message(hologram={"id": 1})) == Said(text=None, has_media=True)


@pytest.mark.parametrize(
    ("text", "length", "wanted"),
    [
        ("/menu", 5, Commanded(name="menu", argument="")),
        ("/MENU", 5, Commanded(name="menu", argument="")),
        ("/start help-NP ", 6, Commanded(name="start", argument="help-NP")),
        ("/menu@FourSteps_bot x", 19, Commanded(name="menu", argument="x")),
        ("/menu@other_bot", 15, Said(text="/menu@other_bot")),
        ("/help!", 5, Commanded(name="help", argument="!")),
        ("/ menu", 1, Said(text="/ menu")),
    ],
)
def test_a_command_is_its_name_and_what_follows(bot: Bot, text: str, length: int, wanted: Wish) -> None:
    assert wish(bot, message=command(text, length)) == wanted


def test_a_command_within_a_sentence_is_a_sentence(bot: Bot) -> None:
    entities = [{"type": "bot_command", "offset": 4, "length": 5}]
    assert wish(bot, message=message(text="try /menu", entities=entities)) == Said(text="try /menu")


@pytest.mark.parametrize(
    "service",
    [
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"pinned_message": message(text="Menu")},
        {"write_access_allowed": {}},
    ],
    ids=lambda service: next(iter(service)),
)
def test_what_the_app_itself_writes_is_left_alone(bot: Bot, service: dict[str, Any]) -> None:
    assert incoming(bot, message=message(**service)) is None


def test_a_press_is_what_and_where_and_how_old(bot: Bot) -> None:
    tapped = Tapped(data="m", query_id="9", message_id=3, shown_at=datetime.fromtimestamp(_AT, UTC))
    assert wish(bot, callback_query=pressed()) == tapped


def test_a_message_is_as_old_as_its_last_change(bot: Bot) -> None:
    tapped = wish(bot, callback_query=pressed(edit_date=_AT + 60))
    assert isinstance(tapped, Tapped)
    assert tapped.shown_at == datetime.fromtimestamp(_AT + 60, UTC)


def test_a_picture_cannot_become_text(bot: Bot) -> None:
    tapped = wish(bot, callback_query=pressed(text=None, caption="News"))
    assert isinstance(tapped, Tapped)
    assert tapped.message_id is None


def test_a_message_telegram_has_forgotten_is_old_and_cannot_change(bot: Bot) -> None:
    query = pressed() | {"message": {"message_id": 3, "date": 0, "chat": _PRIVATE}}
    tapped = wish(bot, callback_query=query)
    assert isinstance(tapped, Tapped)
    assert tapped.message_id is None
    assert tapped.shown_at is None or tapped.shown_at.year == 1970


def test_the_quick_way_to_read_a_press_and_the_librarys_agree(bot: Bot) -> None:
    quick = incoming(bot, callback_query=pressed())
    slow = incoming(bot, callback_query=pressed() | {"from": {**_ASHA, "id": 5.0}})
    assert quick == slow


@pytest.mark.parametrize("query", [{"game_short_name": "x"}, {"inline_message_id": "1", "data": "m"}])
def test_presses_that_cannot_be_ours_are_left_alone(bot: Bot, query: dict[str, Any]) -> None:
    written = {"id": "9", "from": _ASHA, "chat_instance": "1", **query}
    assert incoming(bot, callback_query=written) is None


def test_a_press_in_a_group_makes_nobody_a_learner(bot: Bot) -> None:
    assert wish(bot, callback_query=pressed(chat=_GROUP)) == Gathered(can_write=True)


def member(status: str, chat: dict[str, Any]) -> dict[str, Any]:
    us = {"id": 1, "is_bot": True, "first_name": "Bot"}
    extra = {"until_date": 0} if status == "kicked" else {}
    return {
        "chat": chat,
        "from": _ASHA,
        "date": _AT,
        "old_chat_member": {"user": us, "status": "left"},
        "new_chat_member": {"user": us, "status": status, **extra},
    }


def test_who_opens_or_blocks_the_chat_is_reached_or_not(bot: Bot) -> None:
    assert wish(bot, my_chat_member=member("member", _PRIVATE)) == Reached(is_open=True)
    assert wish(bot, my_chat_member=member("kicked", _PRIVATE)) == Reached(is_open=False)


def test_being_brought_into_a_group_is_told_once(bot: Bot) -> None:
    assert wish(bot, my_chat_member=member("member", _GROUP)) == Gathered(can_write=True)
    assert incoming(bot, my_chat_member=member("left", _GROUP)) is None
    added = message(chat=_GROUP, new_chat_members=[{"id": 1, "is_bot": True, "first_name": "Bot"}])
    assert incoming(bot, message=added) is None
    assert wish(bot, message=message(chat=_GROUP, text="Hello")) == Gathered(can_write=True)


def test_a_channel_cannot_be_written_in(bot: Bot) -> None:
    channel = {"id": -6, "type": "channel", "title": "News"}
    assert wish(bot, my_chat_member=member("member", channel)) == Gathered(can_write=False)


def test_other_kinds_of_updates_are_left_alone(bot: Bot) -> None:
    assert incoming(bot, poll_of_next_year={"id": 1}) is None
