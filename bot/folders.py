"""Where the content and the locales stand: beside the package in a checkout, within it when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shared_folder(name: str) -> Path:
    """Return the folder `content` or `locales`."""
    beside = _PACKAGE.parent / name
    return beside if (beside / "LICENSE").is_file() else _PACKAGE / "_share" / name
