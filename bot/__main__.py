"""Let `python -m bot` be `foursteps`."""

from bot.cli import main

main()
