"""Many students at once: a table with a row for each, and for all of them what `decide` says of one."""
