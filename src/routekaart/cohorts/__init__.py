"""Decisions for whole tables: the answers of `route.decide`, for a table with a row for each student."""
