"""What goes along with a message: something that Telegram already holds."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_VIDEO = 60
"""Seconds of a video that goes to many phones."""
LARGEST_VIDEO = 20 << 20
"""Bytes of one."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """Say how long a video is, as Telegram tells when it arrives; None where it does not."""

    seconds: float | None = None
    size: int | None = None

    @property
    def is_short(self) -> bool:
        """Tell whether a phone with little data can take it."""
        return (self.seconds or 0) <= LONGEST_VIDEO and (self.size or 0) <= LARGEST_VIDEO
