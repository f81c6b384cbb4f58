"""Route files and vocabularies in one layout: the order of keys, spacing and quotes; meaning and comments stay."""
