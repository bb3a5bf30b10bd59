"""Where things lie: the tree, the cache outside version control, and one run's own corner."""

import secrets
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

BENCHMARKS = Path(__file__).parent
ROOT = BENCHMARKS.parent
PEERS = BENCHMARKS / "peers"
CACHE = BENCHMARKS / ".cache"
RESULTS = BENCHMARKS / "RESULTS.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one run of a bot is told."""

    api: str
    port: int
    private_port: int
    scratch: Path
    token: str
    secret: str

    @property
    def public_url(self) -> str:
        """The address the bot tells Telegram."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def arguments(self) -> list[str]:
        """What a peer takes on its command line."""
        return [self.api, self.token, str(self.port), self.secret]


def a_place(api: str, scratch: Path) -> Place:
    """Make a place with a port nobody uses and a secret of its own."""
    return Place(
        api=api,
        port=_free_port(),
        private_port=_free_port(),
        scratch=scratch,
        token=f"110201543:AA{secrets.token_hex(16)}x",
        secret=secrets.token_urlsafe(32),
    )


def tool(name: str) -> str | None:
    """Return where a program is, if the machine has it."""
    return shutil.which(name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
