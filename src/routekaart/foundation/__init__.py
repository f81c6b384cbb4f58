"""What everything may use and that knows nothing of routes: texts in two languages, errors, dates, frozen mappings."""
