"""Measurements of the targets in docs/performance.md, one script per row.

`python -m benchmarks` runs all rows and prints the table; `python -m benchmarks.reading` runs
one. A row is a ratio against something measured in the same run, both in turn, so that a slow or
busy machine slows both. Run it with the Python of an environment in which redlines is installed.
"""
