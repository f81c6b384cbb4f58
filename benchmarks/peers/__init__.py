"""Libraries that decide too. Each gets the rules of `decision_rows` in its own language, the fastest way we found."""
