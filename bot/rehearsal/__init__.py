"""Broadcasts that nobody real receives: our own sender, the strict simulator, bad weather between them."""
