"""Pictures and files: send them, exchange them, fetch them."""

from typing import Any

from bot.simulator import objects
from bot.simulator.errors import bad_request
from bot.simulator.files import StoredFile, Upload, picture_size
from bot.simulator.keyboards import inline_keyboard
from bot.simulator.methods.messages import caption, editable, post, save_edit
from bot.simulator.request import Method, Request
from bot.simulator.state import World

_MEGABYTE = 1 << 20
_PHOTO_LIMIT = 10 * _MEGABYTE
_UPLOAD_LIMIT = 50 * _MEGABYTE
_DOWNLOAD_LIMIT = 20 * _MEGABYTE
_PHOTO_SIDES = 10_000
_PHOTO_RATIO = 20


def _sender(kind: str) -> Method:
    def send(world: World, request: Request) -> Any:
        world.chat_to_write_in(request["chat_id"])
        text, entities = caption(request.params)
        stored = _file(world, kind, request[kind], request)
        return post(
            world,
            request,
            text=text,
            entities=entities,
            media=kind,
            file=stored,
            attachment=objects.attachment(stored),
        )

    return send


def _edit_media(world: World, request: Request) -> Any:
    message = editable(world, request)
    media = request["media"]
    kind = media["type"]
    if kind not in _KINDS:
        raise bad_request("can't use the media of the specified type in the message")
    text, entities = caption(media)
    stored = _file(world, kind, media["media"], request)
    keyboard = inline_keyboard(request.get("reply_markup"))
    return save_edit(
        world,
        message,
        text=text,
        entities=entities,
        media=kind,
        file=stored,
        attachment=objects.attachment(stored),
        inline_keyboard=keyboard,
    )


def _file(world: World, kind: str, given: Upload | str, request: Request) -> StoredFile:
    if isinstance(given, Upload):
        return world.keep_file(kind, _checked(kind, given))
    if given.startswith("attach://"):
        upload = request.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request("file must be non-empty")
        return world.keep_file(kind, _checked(kind, upload))
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content (the simulator fetches nothing from elsewhere)")
    known = world.files.get(given)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request(f"type of file mismatch: can't use file of type {known.kind} as {kind}")
    return known


def _checked(kind: str, upload: Upload) -> Upload:
    size = len(upload.content)
    if not size:
        raise bad_request("file must be non-empty")
    if size > (_PHOTO_LIMIT if kind == "photo" else _UPLOAD_LIMIT):
        raise bad_request("file is too big")
    if kind == "photo":
        _check_picture(upload.content)
    return upload


def _check_picture(content: bytes) -> None:
    sides = picture_size(content)
    if sides is None or not all(sides):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(sides) > _PHOTO_SIDES or max(sides) > _PHOTO_RATIO * min(sides):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _get_file(world: World, request: Request) -> Any:
    stored = world.files.get(request["file_id"])
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.upload.content) > _DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.upload.content),
        "file_path": stored.path,
    }


_KINDS = ("photo", "document", "video", "animation", "audio")

METHODS: dict[str, Method] = {
    **{f"send{kind.capitalize()}": _sender(kind) for kind in (*_KINDS, "voice")},
    "editMessageMedia": _edit_media,
    "getFile": _get_file,
}
