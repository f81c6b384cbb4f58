"""Follows one student through a route in time."""
