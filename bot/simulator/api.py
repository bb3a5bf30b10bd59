"""One call from its parameters to its result: faults, limits, checks, the method, the record."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulator import faults
from bot.simulator.errors import ApiError, forbidden, no_stars, too_many
from bot.simulator.faults import CallFault, FaultPlan
from bot.simulator.files import Upload
from bot.simulator.limits import Limits
from bot.simulator.methods import chats, delivery, media, messages, polls, profile
from bot.simulator.request import Method, Request
from bot.simulator.spec import method_not_found, official_spec
from bot.simulator.state import Call, Refusal, World
from bot.simulator.updates import UpdateQueue
from bot.simulator.webhook import Deliverer

METHODS: dict[str, Method] = {
    **messages.METHODS,
    **media.METHODS,
    **polls.METHODS,
    **profile.METHODS,
    **chats.METHODS,
}
_DELIVERY: dict[str, Callable[[UpdateQueue, Deliverer, Request], Any]] = {
    "setWebhook": delivery.set_webhook,
    "deleteWebhook": delivery.delete_webhook,
    "getWebhookInfo": delivery.webhook_info,
}
_NOT_IN_REPLIES = frozenset({"setwebhook", "deletewebhook", "close", "logout"})
_PREFIXES = {401: "Unauthorized", 404: "Not Found", 409: "Conflict"}
_UNRECORDED = frozenset({"getUpdates"})


class HangUp(Exception):  # noqa: N818 (no error of ours: the connection ends here, on purpose)
    """Close the connection without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAnswer:
    """An answer that is not the Bot API's: a proxy's page."""

    status: int
    body: str


@dataclass(slots=True, kw_only=True)
class Api:
    """The methods behind one bot token."""

    world: World
    queue: UpdateQueue
    deliverer: Deliverer
    faults: FaultPlan
    limits: Limits | None

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        uploads: Mapping[str, Upload],
        is_gone: Callable[[], bool] = lambda: False,
    ) -> Any:
        """Make a call; raise what Telegram would answer instead of a result."""
        chat_id = _chat_id(params)
        name = official_spec().name(method) or method
        fault = self.faults.take(name, chat_id)

        async def make() -> Any:
            return await self._make(name, chat_id, params, uploads, is_gone)

        if fault is None:
            return await make()
        if isinstance(fault, faults.Migrate):
            self.world.migrate(chat_id)
            return await make()
        refused = _refused_by(fault)
        if refused is None:
            return await self._make_badly(fault, make)
        self._record(name, chat_id, params, None, str(refused))
        if isinstance(refused, RawAnswer):
            return refused
        raise refused

    async def reply(self, method: str, params: Mapping[str, Any]) -> None:
        """Make the call a bot put into its answer to an update; what becomes of it, it never learns."""
        try:
            if method.lower().startswith("get") or method.lower() in _NOT_IN_REPLIES:
                error = ApiError(400, f"Bad Request: {method} can't be called in a webhook reply")
                self._refuse(method, params, error)
                return
            await self.call(method, params, {})
        except (ApiError, HangUp):
            return

    async def _make(
        self,
        name: str,
        chat_id: int | None,
        params: Mapping[str, Any],
        uploads: Mapping[str, Upload],
        is_gone: Callable[[], bool],
    ) -> Any:
        try:
            result = await self._result(name, chat_id, params, uploads)
        except ApiError as error:
            if not is_gone():
                self._record(name, chat_id, params, None, error.description)
                self._refuse(name, params, error)
            raise
        if name not in _UNRECORDED:
            self._record(name, chat_id, params, result, None)
        return result

    async def _result(
        self, name: str, chat_id: int | None, params: Mapping[str, Any], uploads: Mapping[str, Upload]
    ) -> Any:
        spec = official_spec()
        if spec.name(name) is None:
            raise method_not_found()
        request = Request(method=name, params=spec.check(name, params), uploads=uploads)
        is_paid = bool(request.get("allow_paid_broadcast"))
        if is_paid and self.world.bot.tenths < 1:
            raise no_stars()
        if self.limits and chat_id is not None and name.startswith("send"):
            self.limits.count(chat_id, self.world.clock.now().timestamp(), is_paid=is_paid)
        if name == "getUpdates":
            return await delivery.get_updates(self.queue, self.deliverer, request)
        if name in _DELIVERY:
            return _DELIVERY[name](self.queue, self.deliverer, request)
        if name not in METHODS:
            raise ApiError(501, f"Not Implemented: the simulator does not speak {name}")
        result = METHODS[name](self.world, request)
        self.world.bot.tenths -= is_paid  # what is refused costs nothing
        return result

    async def _make_badly(self, fault: CallFault, make: Callable[[], Awaitable[Any]]) -> Any:
        match fault:
            case faults.StallBefore(seconds=seconds) | faults.Slow(seconds=seconds):
                await self.faults.stall(seconds)
                return await make()
            case faults.StallAfter(seconds=seconds):
                result = await make()
                await self.faults.stall(seconds)
                return result
            case faults.ResetAfterApply():
                await make()
                raise HangUp
            case _:
                raise AssertionError(fault)

    def _record(
        self, name: str, chat_id: int | None, params: Mapping[str, Any], result: Any, error: str | None
    ) -> None:
        world = self.world
        call = Call(
            method=name,
            chat_id=chat_id,
            params=dict(params),
            result=result,
            error=error,
            at=world.clock.now(),
        )
        world.calls.append(call)
        if world.events:
            world.events.publish("call", **call_view(call))

    def _refuse(self, name: str, params: Mapping[str, Any], error: ApiError) -> None:
        if error.scripted:
            return
        refusal = Refusal(
            method=name,
            params=tuple(params),
            code=error.code,
            description=error.description,
            at=self.world.clock.now(),
        )
        self.world.refusals.append(refusal)
        self.world.events.publish("refusal", **refusal_view(refusal))


def call_view(call: Call) -> dict[str, Any]:
    """Write a call for the page."""
    return {
        "at": call.at.isoformat(),
        "method": call.method,
        "chat_id": call.chat_id,
        "ok": call.error is None,
        "description": call.error,
    }


def refusal_view(refusal: Refusal) -> dict[str, Any]:
    """Write a refusal for the page."""
    return {"at": refusal.at.isoformat(), "method": refusal.method, "description": refusal.description}


def _chat_id(params: Mapping[str, Any]) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _refused_by(fault: CallFault) -> ApiError | HangUp | RawAnswer | None:
    """Make the answer of a fault that keeps a call from being made at all."""
    match fault:
        case faults.Throttle(retry_after=seconds):
            return too_many(seconds)
        case faults.Forbid(description=description):
            return forbidden(description, scripted=True)
        case faults.Reject(description=description, code=code):
            return ApiError(code, f"{_PREFIXES.get(code, 'Bad Request')}: {description}", scripted=True)
        case faults.ServerError(status=status, body=body):
            return RawAnswer(status=status, body=body)
        case faults.ResetAfterBody():
            return HangUp("connection reset")
        case _:
            return None
