"""Telegram: with the simulator the only importer of python-telegram-bot."""
