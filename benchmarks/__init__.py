"""Benchmarks: a real server in one process, a thousand bare websockets in another. `python -m benchmarks`."""
