"""The portable form of a route: its decisions as data, for programs in other languages (`docs/portable.md`)."""
