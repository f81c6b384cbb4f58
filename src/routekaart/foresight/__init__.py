"""What becomes of a decision later, and what would have to change: outlook, reach, paths, calendars."""
