"""The preview: a lesson as readers will see it, its source strings beside."""
