"""The answers are Telegram's objects: python-telegram-bot reads every one of them."""

from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    MenuButtonCommands,
    Update,
)
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.simulator.faults import Fault, Throttle
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.toy import TOKEN

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03"


@pytest.fixture
async def ptb(simulator: Simulator) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{simulator.url}/bot", base_file_url=f"{simulator.url}/file/bot") as bot:
        yield bot


@pytest.fixture
def asha(simulator: Simulator) -> Person:
    asha = simulator.person(name="Asha", language_code="ne")
    asha.starts_sending("/start")
    return asha


async def test_the_bot_and_its_chats(ptb: Bot, asha: Person) -> None:
    assert (await ptb.get_me()).username == "foursteps_bot"
    assert (await ptb.get_chat(asha.id)).first_name == "Asha"
    assert (await ptb.get_webhook_info()).pending_update_count == 1


async def test_messages(ptb: Bot, asha: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Press", callback_data="press")]])
    sent = await ptb.send_message(asha.id, "<b>Hello</b>", parse_mode="HTML", reply_markup=keyboard)
    assert (sent.text, sent.text_html, sent.reply_markup) == ("Hello", "<b>Hello</b>", keyboard)
    edited = await ptb.edit_message_text("Bye", asha.id, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    copied = await ptb.copy_message(asha.id, asha.id, sent.message_id)
    forwarded = await ptb.forward_message(asha.id, asha.id, sent.message_id)
    assert forwarded.forward_origin is not None
    assert await ptb.pin_chat_message(asha.id, sent.message_id)
    assert await ptb.delete_messages(asha.id, [copied.message_id, forwarded.message_id])
    assert await ptb.delete_message(asha.id, sent.message_id)
    assert await ptb.send_chat_action(asha.id, "typing")


async def test_files(ptb: Bot, asha: Person) -> None:
    photo = await ptb.send_photo(asha.id, PICTURE, caption="Look")
    assert (photo.photo[-1].width, photo.photo[-1].height) == (2, 3)
    document = await ptb.send_document(asha.id, b"words", filename="a.txt")
    assert document.document is not None
    fetched = await ptb.get_file(document.document.file_id)
    assert await fetched.download_as_bytearray() == b"words"
    media = InputMediaDocument(b"other words", filename="b.txt")
    assert await ptb.edit_message_media(media, asha.id, document.message_id)
    assert asha.screen.document is not None
    assert (asha.screen.document.name, asha.screen.document.content) == ("b.txt", b"other words")
    video = await ptb.send_video(asha.id, b"moving", filename="a.mp4")
    assert video.video is not None


async def test_polls(ptb: Bot, asha: Person) -> None:
    sent = await ptb.send_poll(asha.id, "Ready?", ["Yes", "No"], type="quiz", correct_option_ids=[0])
    assert sent.poll is not None
    assert [option.text for option in sent.poll.options] == ["Yes", "No"]
    assert (await ptb.stop_poll(asha.id, sent.message_id)).is_closed


async def test_what_the_bot_says_about_itself(ptb: Bot, asha: Person) -> None:
    commands = [BotCommand("menu", "Open the menu")]
    scope = BotCommandScopeChat(asha.id)
    assert await ptb.set_my_commands(commands, scope=scope, language_code="ne")
    assert list(await ptb.get_my_commands(scope=scope, language_code="ne")) == commands
    assert await ptb.get_my_commands() == ()
    assert await ptb.delete_my_commands(scope=scope, language_code="ne")
    assert await ptb.set_my_description("About", language_code="es")
    assert (await ptb.get_my_description("es")).description == "About"
    assert await ptb.set_my_short_description("Short")
    assert (await ptb.get_my_short_description("ar")).short_description == "Short"
    assert await ptb.set_my_name("Four steps")
    assert (await ptb.get_my_name()).name == "Four steps"
    assert await ptb.set_chat_menu_button(asha.id, MenuButtonCommands())
    assert (await ptb.get_chat_menu_button(asha.id)).type == "commands"


async def test_updates(ptb: Bot, asha: Person, simulator: Simulator) -> None:
    sent = await ptb.send_message(asha.id, "Hello")
    asha.starts_tapping("press", sent.message_id)
    asha.starts_tapping("gone", 999)
    asha.starts_blocking()
    updates = await ptb.get_updates(timeout=1)
    assert [update.to_dict().keys() for update in updates] == [
        {"update_id", "message"},
        {"update_id", "callback_query"},
        {"update_id", "callback_query"},
        {"update_id", "my_chat_member"},
    ]
    query = updates[1].callback_query
    assert query is not None
    assert await query.answer("Noted")
    assert asha.unanswered_queries == []
    assert Update.ALL_TYPES
    assert simulator.refusals == []


@pytest.mark.filterwarnings("ignore:.*retry_after.*timedelta")
async def test_errors(ptb: Bot, asha: Person, simulator: Simulator) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(99, "Hello")
    simulator.faults.add(Fault(kind=Throttle(retry_after=3)))
    with pytest.raises(RetryAfter):
        await ptb.send_message(asha.id, "Hello")
    asha.starts_blocking()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await ptb.send_message(asha.id, "Hello")
