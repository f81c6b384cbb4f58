"""Texts in two languages, errors, dates, frozen mappings: used everywhere, and without knowledge of routes."""
