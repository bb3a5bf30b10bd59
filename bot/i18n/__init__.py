"""Languages: translators, locale negotiation, CLDR names, dates and numerals."""
