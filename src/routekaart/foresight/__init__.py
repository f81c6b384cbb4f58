"""Decisions on later days, and the changes that would lead elsewhere: outlook, required changes, paths, calendars."""
