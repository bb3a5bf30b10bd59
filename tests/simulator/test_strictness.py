"""What Telegram would not take is not taken here, in Telegram's words."""

import json
from typing import Any

import aiohttp
import pytest

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.toy import TOKEN, BotApi


@pytest.fixture
def asha(simulator: Simulator) -> Person:
    asha = simulator.person(name="Asha", id=7)
    asha.starts_sending("/start")
    return asha


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Press", **button}]]}


HELLO = {"chat_id": 7, "text": "Hello"}

BAD_CALLS: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "Hello"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 7}, "message text is empty"),
    ("sendMessage", {"chat_id": 7, "text": " \n"}, "message text is empty"),
    ("sendMessage", {"chat_id": 7, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
    ("sendMessage", {"chat_id": 7, "text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"chat_id": 7, "text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"chat_id": 8, "text": "Hello"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "Hello"}, "chat not found"),
    ("sendMessage", {**HELLO, "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ("sendMessage", {**HELLO, "disable_web_page_preview": True}, "has no parameter"),
    ("sendMessage", {**HELLO, "protect_content": "perhaps"}, "must be a Boolean"),
    ("sendMessage", {**HELLO, "reply_markup": keyboard(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {**HELLO, "reply_markup": keyboard(callback_data="ü" * 33)}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {**HELLO, "reply_markup": keyboard(callback_data="")}, "BUTTON_DATA_INVALID"),
    (
        "sendMessage",
        {**HELLO, "reply_markup": keyboard()},
        "Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        {**HELLO, "reply_markup": keyboard(callback_data="a", url="https://a.org")},
        "exactly one",
    ),
    ("sendMessage", {**HELLO, "reply_markup": keyboard(copy_text={"text": ""})}, "BUTTON_COPY_TEXT_INVALID"),
    (
        "sendMessage",
        {**HELLO, "reply_markup": keyboard(copy_text={"text": "x" * 257})},
        "BUTTON_COPY_TEXT_INVALID",
    ),
    ("sendMessage", {**HELLO, "reply_markup": keyboard(url="tel:116111")}, "Unsupported URL protocol"),
    ("sendMessage", {**HELLO, "reply_markup": keyboard(url="https://nowhere")}, "Wrong HTTP URL"),
    (
        "sendMessage",
        {**HELLO, "reply_markup": keyboard(color="red")},
        'InlineKeyboardButton has no field "color"',
    ),
    ("sendMessage", {**HELLO, "reply_markup": {"inline_keyboard": [{"text": "a"}]}}, "must be an array"),
    ("sendMessage", {**HELLO, "reply_markup": "{"}, "can't parse reply keyboard markup"),
    ("sendMessage", {**HELLO, "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ("sendPhoto", {"chat_id": 7, "photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": 7, "photo": "https://a.org/a.png"}, "failed to get HTTP URL content"),
    ("sendChatAction", {"chat_id": 7, "action": "dancing"}, "wrong parameter action in request"),
    ("sendPoll", {"chat_id": 7, "question": "?", "options": []}, "poll must have at least 1 option"),
    ("sendPoll", {"chat_id": 7, "question": "?", "options": [{"text": "a"}] * 13}, "more than 12 options"),
    ("sendPoll", {"chat_id": 7, "question": "?" * 301, "options": [{"text": "a"}]}, "must not exceed 300"),
    (
        "sendPoll",
        {"chat_id": 7, "question": "?", "options": [{"text": "a"}], "type": "quiz"},
        "correct option",
    ),
    ("editMessageText", {"chat_id": 7, "message_id": 99, "text": "Hi"}, "message to edit not found"),
    ("editMessageText", {"chat_id": 7, "message_id": 1, "text": "Hi"}, "message can't be edited"),
    ("editMessageText", {"text": "Hi"}, "chat_id is empty"),
    ("deleteMessage", {"chat_id": 7, "message_id": 99}, "message to delete not found"),
    ("deleteMessages", {"chat_id": 7, "message_ids": [1] * 101}, "too many message identifiers specified"),
    ("copyMessage", {"chat_id": 7, "from_chat_id": 7, "message_id": 99}, "message to copy not found"),
    ("forwardMessage", {"chat_id": 7, "from_chat_id": 7, "message_id": 99}, "message to forward not found"),
    ("pinChatMessage", {"chat_id": 7, "message_id": 99}, "message to pin not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout expired"),
    ("setMyCommands", {"commands": [{"command": "Menu", "description": "Open"}]}, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"commands": [{"command": "menu", "description": ""}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    ("setMyCommands", {"commands": [], "scope": {"type": "moon"}}, "BotCommandScope has an unknown type"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 8}}, "chat not found"),
    ("setMyCommands", {"commands": [], "language_code": "english"}, "invalid language code specified"),
    ("setMyDescription", {"description": "x" * 513}, "bot description is too long"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "bot short description is too long"),
    ("setWebhook", {"url": "ftp://127.0.0.1"}, "bad webhook: HTTPS url must be provided for webhook"),
    ("setWebhook", {"url": "https://example.org"}, "this machine only"),
    ("setWebhook", {"url": "http://127.0.0.1", "secret_token": "no spaces"}, "unallowed characters"),
    ("getFile", {"file_id": "nothing"}, "wrong file_id"),
    ("leaveChat", {"chat_id": 7}, "chat member status can't be changed in private chats"),
]


@pytest.mark.usefixtures("asha")
@pytest.mark.parametrize(("method", "params", "words"), BAD_CALLS)
async def test_a_bad_call_is_refused_and_remembered(
    simulator: Simulator, api: BotApi, method: str, params: dict[str, Any], words: str
) -> None:
    answer = await api(method, **params)
    assert isinstance(answer, str)
    assert answer.startswith("Bad Request: ")
    assert words in answer
    (refusal,) = simulator.refusals
    assert (refusal.method, refusal.params) == (method, tuple(params))


async def test_the_bot_cannot_write_first(simulator: Simulator, api: BotApi) -> None:
    asha = simulator.person(name="Asha")
    answer = await api("sendMessage", chat_id=asha.id, text="Hello")
    assert answer == "Forbidden: bot can't initiate conversation with a user"


async def test_nobody_hears_what_is_sent_to_a_deleted_account(asha: Person, api: BotApi) -> None:
    await asha.leaves_telegram()
    assert await api("sendMessage", **HELLO) == "Forbidden: user is deactivated"


@pytest.mark.usefixtures("asha")
async def test_saying_the_same_again_is_no_edit(api: BotApi) -> None:
    sent = await api("sendMessage", **HELLO, reply_markup=keyboard(callback_data="a"))
    edit = {"chat_id": 7, "message_id": sent["message_id"], "reply_markup": keyboard(callback_data="a")}
    assert "message is not modified" in await api(
        "editMessageText", text="<b></b>Hello", parse_mode="HTML", **edit
    )
    assert "message is not modified" in await api("editMessageReplyMarkup", **edit)
    assert (await api("editMessageText", text="Hello!", **edit))["text"] == "Hello!"


@pytest.mark.usefixtures("asha")
async def test_only_the_right_part_of_a_message_can_be_edited(api: BotApi) -> None:
    text = await api("sendMessage", **HELLO)
    asked = await api("sendMessage", **HELLO, reply_markup={"keyboard": [[{"text": "Yes"}]]})
    caption = {"chat_id": 7, "caption": "New"}
    assert "no caption" in await api("editMessageCaption", message_id=text["message_id"], **caption)
    refused = await api("editMessageText", message_id=asked["message_id"], chat_id=7, text="New")
    assert refused == "Bad Request: message can't be edited"


async def test_an_old_message_stays(asha: Person, simulator: Simulator, api: BotApi) -> None:
    sent = await api("sendMessage", **HELLO)
    simulator.clock.advance(48 * 3600 + 60)
    answer = await api("deleteMessage", chat_id=7, message_id=sent["message_id"])
    assert answer == "Bad Request: message can't be deleted for everyone"
    assert len(asha.messages) == 2


async def test_a_press_is_answered_once_and_soon(asha: Person, simulator: Simulator, api: BotApi) -> None:
    asha.starts_tapping("a", 1)
    asha.starts_tapping("b", 1)
    first, second = (update["callback_query"]["id"] for update in (await api("getUpdates"))[1:])
    assert "MESSAGE_TOO_LONG" in await api("answerCallbackQuery", callback_query_id=first, text="x" * 201)
    assert await api("answerCallbackQuery", callback_query_id=first, text="Noted") is True
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api("answerCallbackQuery", callback_query_id=first) == too_old
    simulator.clock.advance(151)
    assert await api("answerCallbackQuery", callback_query_id=second) == too_old


async def test_a_wrong_token_and_an_unknown_method(
    simulator: Simulator, session: aiohttp.ClientSession, api: BotApi
) -> None:
    async with session.get(f"{simulator.url}/botWRONG/getMe") as response:
        assert response.status == 401
        assert (await response.json())["description"] == "Unauthorized"
    assert await api("sendHugs", chat_id=7) == "Not Found"
    assert (await api("getStickerSet", name="cats")).startswith("Not Implemented")
    assert [refusal.code for refusal in simulator.refusals] == [404, 501]


@pytest.mark.usefixtures("asha")
async def test_requests_come_in_four_shapes(simulator: Simulator, session: aiohttp.ClientSession) -> None:
    url = f"{simulator.url}/bot{TOKEN}/sendMessage"
    markup = json.dumps(keyboard(callback_data="a"))
    fields = {"chat_id": "7", "text": "Hello", "protect_content": "true", "reply_markup": markup}
    multipart = aiohttp.FormData(fields, default_to_multipart=True)
    in_json = {**fields, "chat_id": 7, "protect_content": True, "reply_markup": json.loads(markup)}
    for shape in ({"params": fields}, {"data": fields}, {"data": multipart}, {"json": in_json}):
        async with session.request("GET" if "params" in shape else "POST", url, **shape) as response:
            answer = await response.json()
        assert answer["result"]["reply_markup"] == keyboard(callback_data="a")
        assert answer["result"]["has_protected_content"] is True
    assert simulator.refusals == []


async def test_pictures_are_uploaded_shown_again_and_fetched(
    asha: Person, simulator: Simulator, session: aiohttp.ClientSession, api: BotApi
) -> None:
    picture = b"GIF89a\x02\x00\x03\x00"
    form = aiohttp.FormData({"chat_id": "7", "caption": "<i>Look</i>", "parse_mode": "HTML"})
    form.add_field("photo", picture, filename="a.gif")
    async with session.post(f"{api.root}/sendPhoto", data=form) as response:
        sent = (await response.json())["result"]
    assert (sent["photo"][-1]["width"], sent["photo"][-1]["height"]) == (2, 3)
    assert sent["caption_entities"] == [{"type": "italic", "offset": 0, "length": 4}]
    again = await api("sendPhoto", chat_id=7, photo=sent["photo"][-1]["file_id"])
    assert again["photo"] == sent["photo"]
    found = await api("getFile", file_id=sent["photo"][-1]["file_id"])
    async with session.get(f"{simulator.url}/file/bot{TOKEN}/{found['file_path']}") as response:
        assert await response.read() == picture
    assert asha.screen.photo is not None


@pytest.mark.usefixtures("asha")
async def test_a_picture_that_is_none_is_refused(session: aiohttp.ClientSession, api: BotApi) -> None:
    form = aiohttp.FormData({"chat_id": "7"})
    form.add_field("photo", b"not a picture", filename="a.png")
    async with session.post(f"{api.root}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


@pytest.mark.usefixtures("asha")
async def test_media_can_be_exchanged(session: aiohttp.ClientSession, api: BotApi) -> None:
    form = aiohttp.FormData({"chat_id": "7"})
    form.add_field("document", b"first", filename="a.txt")
    async with session.post(f"{api.root}/sendDocument", data=form) as response:
        sent = (await response.json())["result"]
    media = {"type": "document", "media": "attach://new", "caption": "Second"}
    form = aiohttp.FormData(
        {"chat_id": "7", "message_id": str(sent["message_id"]), "media": json.dumps(media)}
    )
    form.add_field("new", b"second", filename="b.txt")
    async with session.post(f"{api.root}/editMessageMedia", data=form) as response:
        edited = (await response.json())["result"]
    assert (edited["document"]["file_name"], edited["caption"]) == ("b.txt", "Second")


async def test_it_listens_on_this_machine_only() -> None:
    with pytest.raises(ValueError, match="this machine only"):
        await Simulator(token=TOKEN).start("0.0.0.0")  # noqa: S104


async def test_speed_limits_can_be_switched_on(session: aiohttp.ClientSession) -> None:
    simulator = Simulator(token=TOKEN, limits=True)
    await simulator.start()
    simulator.person(name="Asha", id=7).starts_sending("hello")
    api = BotApi(session, simulator.url)
    answers = [await api("sendMessage", **HELLO) for _ in range(7)]
    assert answers[-1].startswith("Too Many Requests: retry after ")
    assert simulator.refusals == []
    await simulator.stop()


async def test_what_is_paid_for_has_a_limit_of_its_own_and_costs_a_tenth_of_a_star(
    session: aiohttp.ClientSession,
) -> None:
    simulator = Simulator(token=TOKEN, limits=True)
    await simulator.start()
    simulator.world.bot.tenths = 34
    for number in range(40):
        simulator.person(name="Asha", id=100 + number).starts_sending("hello")
    api = BotApi(session, simulator.url)
    words = {"text": "Hello", "allow_paid_broadcast": True}
    answers = [await api("sendMessage", chat_id=100 + number, **words) for number in range(36)]
    assert [isinstance(answer, dict) for answer in answers] == [True] * 34 + [False] * 2
    assert answers[-1] == "Bad Request: BALANCE_TOO_LOW"
    assert isinstance(await api("sendMessage", chat_id=139, text="Hello"), dict)
    assert await api("getMyStarBalance") == {"amount": 0, "nanostar_amount": 0}
    assert simulator.refusals == []
    await simulator.stop()
