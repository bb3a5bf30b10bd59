"""Side by side with peers: how much processor, time and memory an answered update costs."""
