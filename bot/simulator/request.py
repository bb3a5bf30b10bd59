"""A call as the methods see it: checked, typed, with its uploads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.files import Upload
from bot.simulator.state import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A checked call; `uploads` holds the parts that `attach://name` points to."""

    method: str
    params: dict[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """Get a required parameter."""
        return self.params[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Find a parameter."""
        return self.params.get(name, default)


Method = Callable[[World, Request], Any]
"""Do what a call asks for and return Telegram's result, or raise `ApiError`."""
