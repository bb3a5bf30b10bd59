"""Check every call against the official description of the Bot API, compiled once to plain functions."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.files import Upload

Check = Callable[[Any], Any]
"""Return the value in its proper type, or raise `Mismatch`."""

_MISSING_TEXTS = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})


class Mismatch(Exception):  # noqa: N818 (a value on its way to becoming an ApiError)
    """A value that is not of the type the description asks for."""


class Spec:
    """The methods Telegram knows and what each of them takes."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self.version: str = description["version"]
        self._types: Mapping[str, Any] = description["types"]
        self._objects: dict[str, Check] = {}
        self._methods = {name.lower(): (name, fields) for name, fields in description["methods"].items()}
        self._compiled: dict[str, dict[str, tuple[bool, Check]]] = {}

    def name(self, method: str) -> str | None:
        """Find a method's proper spelling; Telegram does not mind the case."""
        known = self._methods.get(method.lower())
        return known[0] if known else None

    def check(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters in their proper types, or raise what Telegram would answer.

        An unknown parameter is refused, although Telegram would pass over it: a misspelt one is a bug.
        """
        fields = self._fields(method)
        unknown = [name for name in params if name not in fields]
        if unknown:
            raise bad_request(f'{method} has no parameter "{unknown[0]}" (Telegram would ignore it)')
        for name, (required, _) in fields.items():
            value = params.get(name)
            if required and (value is None or (value == "" and name in _MISSING_TEXTS)):
                raise bad_request(_MISSING_TEXTS.get(name, f'parameter "{name}" is required'))
        return {
            name: _checked(name, fields[name][1], value)
            for name, value in params.items()
            if value is not None
        }

    def _fields(self, method: str) -> dict[str, tuple[bool, Check]]:
        compiled = self._compiled.get(method)
        if compiled is None:
            fields = self._methods[method.lower()][1]
            compiled = {
                name: (field.get("required", False), _from_wire(self._any_of(field["types"]), field["types"]))
                for name, field in fields.items()
            }
            self._compiled[method] = compiled
        return compiled

    def _any_of(self, types: list[str]) -> Check:
        checks = [self._one(name) for name in types]
        return checks[0] if len(checks) == 1 else _first_that_fits(checks)

    def _one(self, name: str) -> Check:
        if name.startswith("Array of "):
            return _array(self._one(name.removeprefix("Array of ")))
        if name in _PRIMITIVES:
            return _PRIMITIVES[name]
        if name not in self._objects:
            # Types refer to themselves, so the name is looked up when a value arrives.
            self._objects[name] = lambda value: self._object(name)(value)  # noqa: PLW0108
        return self._objects[name]

    @cache  # noqa: B019 (one Spec lives as long as the process)
    def _object(self, name: str) -> Check:
        described = self._types[name]
        if "one_of" in described:
            return self._tagged(name, described["one_of"])
        return self._record(name, described["fields"])

    def _tagged(self, name: str, subtypes: list[str]) -> Check:
        candidates = [(_constants(self._types[subtype]), self._object(subtype)) for subtype in subtypes]

        def check(value: Any) -> Any:
            if not isinstance(value, dict):
                raise Mismatch(f"{name} must be an object")
            fitting = [
                check
                for constants, check in candidates
                if all(value.get(key) == constant for key, constant in constants.items())
            ]
            if not fitting:
                raise Mismatch(f"{name} has an unknown type")
            return _first_that_fits(fitting)(value)

        return check

    def _record(self, name: str, fields: Mapping[str, Any]) -> Check:
        checks = {key: self._any_of(field["types"]) for key, field in fields.items()}
        required = [key for key, field in fields.items() if field.get("required")]
        constants = _constants({"fields": fields})

        def check(value: Any) -> dict[str, Any]:
            if not isinstance(value, dict):
                raise Mismatch(f"{name} must be an object")
            for key in required:
                if key not in value:
                    raise Mismatch(f'can\'t find field "{key}" in {name}')
            for key, constant in constants.items():
                if value[key] != constant:
                    raise Mismatch(f'field "{key}" of {name} must be "{constant}"')
            return {key: _member(name, checks, key, part) for key, part in value.items()}

        return check


def _constants(described: Mapping[str, Any]) -> dict[str, str]:
    fields = described.get("fields", {})
    return {key: field["const"] for key, field in fields.items() if "const" in field}


def _member(owner: str, checks: Mapping[str, Check], key: str, value: Any) -> Any:
    check = checks.get(key)
    if check is None:
        raise Mismatch(f'{owner} has no field "{key}" (Telegram would ignore it)')
    try:
        return check(value)
    except Mismatch as mismatch:
        raise Mismatch(f'field "{key}" of {owner}: {mismatch}') from None


def _checked(name: str, check: Check, value: Any) -> Any:
    try:
        return check(value)
    except Mismatch as mismatch:
        raise bad_request(_unparsable(name, str(mismatch))) from None


def _unparsable(name: str, reason: str) -> str:
    if name == "reply_markup":
        return f"can't parse reply keyboard markup: {reason}"
    return f"can't parse {name}: {reason}"


def _from_wire(check: Check, types: list[str]) -> Check:
    """Let a parameter that is not text arrive as text, as in a form or a query string."""
    if types == ["Integer", "String"]:
        return lambda value: check(_from_text(value, "Integer"))
    if types == ["String"] or "InputFile" in types:
        return check
    structured = not {"Integer", "Float", "Boolean"}.intersection(types)

    def decode(value: Any) -> Any:
        if not isinstance(value, str) or not structured:
            return check(_from_text(value, types[0]))
        try:
            return check(json.loads(value))
        except ValueError:
            raise Mismatch("not a JSON object") from None

    return decode


def _from_text(value: Any, type_name: str) -> Any:
    if not isinstance(value, str):
        return value
    if type_name == "Boolean":
        return True if value.lower() in _TRUE else False if value.lower() in _FALSE else value
    try:
        return int(value) if type_name == "Integer" else float(value)
    except ValueError:
        return value


def _first_that_fits(checks: list[Check]) -> Check:
    def check(value: Any) -> Any:
        reasons = []
        for candidate in checks:
            try:
                return candidate(value)
            except Mismatch as mismatch:
                reasons.append(str(mismatch))
        # The reason that goes deepest comes from the candidate that was meant.
        raise Mismatch(max(reasons, key=lambda reason: (reason.count('"'), len(reason))))

    return check


def _array(check: Check) -> Check:
    def check_all(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Mismatch("must be an array")
        return [check(part) for part in value]

    return check_all


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Mismatch("must be an Integer")


def _float(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise Mismatch("must be a Float")


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise Mismatch("must be a Boolean")


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise Mismatch("must be a String")


def _input_file(value: Any) -> Upload:
    if isinstance(value, Upload):
        return value
    raise Mismatch("must be a file")


_PRIMITIVES: dict[str, Check] = {
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "True": _boolean,
    "String": _string,
    "InputFile": _input_file,
}


@cache
def official_spec() -> Spec:
    """Read the description that comes with the package."""
    return Spec(json.loads(files("bot.simulator").joinpath("api.json").read_text("utf-8")))


def method_not_found() -> ApiError:
    """Make Telegram's answer to a method it does not know."""
    return ApiError(404, "Not Found")
