"""The Bot API's methods, as far as the simulator speaks them."""
