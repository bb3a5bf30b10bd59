"""The rules of the domain: plain functions over frozen values."""
