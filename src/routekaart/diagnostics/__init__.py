"""What is wrong with a file, as values: rules, findings, diagnostics, and the students that demonstrate them."""
