"""Counts and latencies, by route and outcome; never by person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()

UPDATES = Histogram(
    "foursteps_update_seconds",
    "Time from an update's turn to its reply, by route",
    ["route"],
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
UPDATES_FAILED = Counter(
    "foursteps_updates_failed",
    "Updates not acknowledged, to be delivered again, by reason",
    ["reason"],
    registry=REGISTRY,
)
REFUSED = Counter(
    "foursteps_webhook_refused", "Webhook requests refused, by reason", ["reason"], registry=REGISTRY
)
DELIVERIES = Counter(
    "foursteps_deliveries",
    "Messages sent unasked, by kind and outcome",
    ["kind", "outcome"],
    registry=REGISTRY,
)
HALTED = Gauge(
    "foursteps_sender_halted", "1 while nothing can be sent: Telegram refuses the token", registry=REGISTRY
)
SWEPT_AT = Gauge(
    "foursteps_sweep_timestamp_seconds", "When a sweep last ended well", ["sweep"], registry=REGISTRY
)


def exposition() -> bytes:
    """Write the metrics in Prometheus's text format."""
    return generate_latest(REGISTRY)
