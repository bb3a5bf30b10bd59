"""How the bot takes its updates: webhook or long polling."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.errors import bad_request, conflict
from bot.simulator.request import Request
from bot.simulator.updates import LARGEST_BATCH, UpdateQueue
from bot.simulator.webhook import DEFAULT_CONNECTIONS, Deliverer, Webhook

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_MOST_CONNECTIONS = 100


async def get_updates(queue: UpdateQueue, deliverer: Deliverer, request: Request) -> Any:
    """Answer a poll."""
    if deliverer.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    queue.allow(request.get("allowed_updates"))
    return await queue.poll(
        offset=request.get("offset", 0),
        limit=request.get("limit", LARGEST_BATCH),
        timeout=request.get("timeout", 0),
    )


def set_webhook(queue: UpdateQueue, deliverer: Deliverer, request: Request) -> Any:
    """Take a new address, or none."""
    url = request.params.get("url", "")
    if url:
        _check_address(url)
    secret = request.get("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    queue.allow(request.get("allowed_updates"))
    if request.get("drop_pending_updates"):
        queue.forget_all()
    queue.interrupt("terminated by setWebhook request")
    connections = min(max(request.get("max_connections", DEFAULT_CONNECTIONS), 1), _MOST_CONNECTIONS)
    deliverer.point_to(Webhook(url=url, secret=secret, max_connections=connections) if url else None)
    return True


def delete_webhook(queue: UpdateQueue, deliverer: Deliverer, request: Request) -> Any:
    """Deliver nowhere."""
    if request.get("drop_pending_updates"):
        queue.forget_all()
    deliverer.point_to(None)
    return True


def webhook_info(queue: UpdateQueue, deliverer: Deliverer, _: Request) -> Any:
    """Tell where updates go and how that works out."""
    webhook = deliverer.webhook
    info: dict[str, Any] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if queue.allowed:
        info["allowed_updates"] = queue.allowed
    if webhook is None:
        return info
    info["max_connections"] = webhook.max_connections
    info["ip_address"] = "127.0.0.1"
    if webhook.last_error_date is not None:
        info["last_error_date"] = webhook.last_error_date
        info["last_error_message"] = webhook.last_error_message
    return info


def is_loopback(host: str | None) -> bool:
    """Say whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: HTTPS url must be provided for webhook")
    if not is_loopback(parts.hostname):
        raise bad_request("bad webhook: the simulator posts to this machine only")
