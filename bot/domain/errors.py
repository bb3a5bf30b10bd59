"""What can go wrong and is not a bug.

FourstepsError
├── RefusalError      the learner asked for something that cannot be; shown kindly
└── StorageError      the database did not answer; Telegram is asked to deliver again
"""


class FourstepsError(Exception):
    """Stand above every error of our own."""


class RefusalError(FourstepsError):
    """Refuse kindly: what was asked for is not there or not theirs."""


class StorageError(FourstepsError):
    """Say that the database failed for now; nothing of the update was kept."""
