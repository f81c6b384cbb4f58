"""Texts in two languages, errors, dates, frozen mappings: used everywhere, and independent of routes."""
