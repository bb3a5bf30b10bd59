"""Lessons on paper: the same words as in the chat, for classes and families without phones."""
