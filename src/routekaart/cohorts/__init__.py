"""Decisions for whole tables: the answers of `route.decide`, for a row for each student."""
