"""How long to fuzz: FOURSTEPS_EXAMPLES=10000 for a long run, as in tests/delivery."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("FOURSTEPS_EXAMPLES", "40"))  # noqa: TID251 (for the long run)
LONG = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
