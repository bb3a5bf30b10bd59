"""Languages: translators, locale negotiation, CLDR names, dates and numerals."""


def N_(source: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a sentence for extraction where it stands; it is translated where it is shown."""
    return source
