"""Writes route files and vocabularies in one layout: order of keys, spacing and quotes; meaning and comments stay."""
