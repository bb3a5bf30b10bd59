"""The private listener: health, readiness and metrics, for the operator's own eyes."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.metrics import exposition

Ready = Callable[[], Awaitable[str | None]]


def private_application(ready: Ready) -> web.Application:
    """Make the application. `ready` returns None, or what is missing."""

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def readiness(_: web.Request) -> web.Response:
        missing = await ready()
        if missing is None:
            return web.json_response({"status": "ready"})
        return web.json_response({"status": "not ready", "because": missing}, status=503)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=exposition(), headers={"Content-Type": "text/plain; version=0.0.4"})

    application = web.Application()
    application.add_routes(
        [web.get("/healthz", health), web.get("/readyz", readiness), web.get("/metrics", metrics)]
    )
    return application
