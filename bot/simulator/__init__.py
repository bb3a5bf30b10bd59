"""A strict local Bot API server with people to talk to the bot: demo, rehearsal and test bench."""
