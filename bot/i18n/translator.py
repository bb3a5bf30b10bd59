"""From source sentences to the reader's language."""
