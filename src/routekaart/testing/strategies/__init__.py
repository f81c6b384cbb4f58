"""Hypothesis strategies: dates, facts, students and histories that fit a route. Only this folder imports hypothesis."""
