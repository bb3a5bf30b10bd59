"""What goes along with a message: something that Telegram already holds."""

from dataclasses import dataclass
from enum import StrEnum


class AttachmentKind(StrEnum):
    """What it is."""

    PICTURE = "photo"
    DOCUMENT = "document"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Hold Telegram's id of a file; the file itself is never fetched."""

    kind: AttachmentKind
    file_id: str
