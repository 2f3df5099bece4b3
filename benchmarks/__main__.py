"""`python -m benchmarks …`: the same commands as `aparte bench …`."""

from benchmarks.cli import bench

bench(prog_name="python -m benchmarks")
