"""`foursteps rotate-key`: seal everything by a new key."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shell import console, give_up, the_settings


def rotate_key(
    new_key_file: Annotated[
        Path | None,
        typer.Option(help="Where the new key stands; it is made there where the file does not exist."),
    ] = None,
) -> None:
    """Seal Telegram ids and safe words by a new secret key, while no bot runs.

    The present key is the one in FOURSTEPS_SECRET_KEY or its file. Stopped midway, run it again.
    """
    from bot.domain.errors import StorageError
    from bot.keys import rotate_key as rotate
    from bot.ports import system_clock
    from bot.settings import SettingsError

    settings = the_settings()
    now = system_clock() + timedelta(seconds=settings.clock_offset)
    try:
        done = rotate(settings, new_key_file, now=now)
    except StorageError as error:
        give_up(f"{error}.")
    except SettingsError as error:
        give_up(*error.faults)
    except OSError as error:
        give_up(f"The key's file cannot be used: {error.strerror or type(error).__name__}.")
    said = "An earlier try had done it" if done.people is None else f"{done.people} people were sealed anew"
    console.print(f"{said}. The new key stands in {done.new}.", markup=False, soft_wrap=True)
    if done.archived is None:
        console.print(
            "Now set FOURSTEPS_SECRET_KEY to what stands there, and keep the old key, apart from the backups,"
            " until the backups made with it are deleted.",
            soft_wrap=True,
        )
    else:
        console.print(
            f"The old one stands in {done.archived}: keep it, apart from the backups, until the backups made"
            " with it are deleted.",
            markup=False,
            soft_wrap=True,
        )
