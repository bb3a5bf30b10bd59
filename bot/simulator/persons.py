"""Six people to begin with: families and helpers in four languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPerson:
    """Somebody who is there when the demo opens; the id is fixed, so that settings can name it."""

    id: int
    name: str
    language_code: str
    country: str
    role: str


READY_PERSONS = (
    ReadyPerson(id=1001, name="Asha", language_code="ne", country="NP", role="teen"),
    ReadyPerson(id=1002, name="Ramesh", language_code="ne", country="NP", role="parent"),
    ReadyPerson(id=1003, name="Lucía", language_code="es", country="CO", role="parent"),
    ReadyPerson(id=1004, name="Mateo", language_code="es", country="PE", role="teen"),
    ReadyPerson(id=1005, name="Omar", language_code="ar", country="JO", role="teacher"),
    ReadyPerson(id=1006, name="Grace", language_code="en", country="KE", role="coordinator"),
)
