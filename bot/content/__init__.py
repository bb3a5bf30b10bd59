"""Authors' files, read once into an immutable Catalog."""
