"""A seeded fuzzer of every file that routekaart reads: `uv run python -m tests.fuzzing --minutes 5`.

Each kind of file has a module in `kinds`, which makes a case (a file that is nearly right) and names what reads it.
`working` tries cases in a process of its own, `judging` says what may never happen, `running` gathers what did.
"""
