"""Checks routes and files: the checks, their pages, the linter, fixes, baselines and reports."""
