"""Files become routes: source text, the shape of the format, the reader, compiled copies, bundled routes, git."""
