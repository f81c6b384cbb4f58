"""Routes and files are examined: the checks, their pages, the linter, fixes, baselines and reports."""
