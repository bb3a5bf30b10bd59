"""Handlers: from an action to a screen; they only translate."""
