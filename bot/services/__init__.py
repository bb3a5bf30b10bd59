"""Use cases: load, decide (pure), store; one transaction, nothing slow inside it."""
