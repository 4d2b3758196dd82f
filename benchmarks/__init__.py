"""Benchmarks (``make bench``): how long things take, next to a floor that is measured in the same run.

The floor is the least that any program would need for it, such as the same rows through the bare database driver.
Figures of earlier runs, and what they mean: docs/benchmarks.md.
"""
