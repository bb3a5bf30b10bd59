"""What a reader can ask for about help by people."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowHelp(Action):
    """Show who can be called or written to; no country means the reader's own."""

    country: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReporting(Action):
    """Show where pictures, content and crimes are reported."""

    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowDirectories(Action):
    """Show where helplines of every country are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHelpCountry(Action):
    """Ask for which country help is wanted."""

    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFault(Action):
    """Ask which line did not work."""

    country: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFault(Action):
    """Tell that a line did not work."""

    helpline: str
