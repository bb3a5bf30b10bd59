"""What can be heard in a message: which distress, and how urgent it is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the distress is about."""

    SELF_HARM = "self_harm"
    SEXUAL_COERCION = "sexual_coercion"
    IMAGE_LEAK = "image_leak"
    GROOMING = "grooming"
    ABUSE_VIOLENCE = "abuse_violence"
    BULLYING_THREATS = "bullying_threats"
    DANGEROUS_CHALLENGE_INJURY = "dangerous_challenge_injury"
    PARENT_CONCERN = "parent_concern"


class Severity(StrEnum):
    """How soon help is needed; the later in the list, the less."""

    URGENT = "urgent"
    CONCERN = "concern"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Hold what was heard; no severity but a kind is a question about a topic.

    `matched` names the rule, such as `en/self_harm/want-to-die`, or `model`; never a word of the message.
    `is_possible` tells that it may be distress, though too little speaks for it to say so.
    """

    kind: Kind | None
    severity: Severity
    matched: str
    is_possible: bool = False

    @property
    def needs_help(self) -> bool:
        """Tell whether somebody may be in danger or distress."""
        return self.severity is not Severity.NONE


NOTHING = Heard(kind=None, severity=Severity.NONE, matched="")
