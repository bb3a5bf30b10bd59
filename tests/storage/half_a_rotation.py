"""Begin a rotation, stop in its midst and wait to be killed; the arguments are the address and both keys."""

import signal
import sys
from datetime import UTC, datetime

from bot.storage.rotation import reseal
from bot.storage.vault import Vault

HALF = 3


class Stopping(Vault):
    """Hold still once some people are sealed anew."""

    def __init__(self, secret: str) -> None:
        super().__init__(secret)
        self._sealed = 0

    def seal(self, chat_id: int) -> bytes:
        self._sealed += 1
        if self._sealed > HALF:
            sys.stdout.write("half\n")
            sys.stdout.flush()
            signal.pause()
        return super().seal(chat_id)


if __name__ == "__main__":
    url, old, new = sys.argv[1:]
    reseal(url, Vault(old), Stopping(new), now=datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
