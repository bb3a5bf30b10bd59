"""From a result and a Translator to a Screen. Pure."""
