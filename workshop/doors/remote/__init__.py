"""From outside: a real server in a process of its own, and phones that reach it only through HTTP and Socket.IO.

The demo, `workshop play`, the benchmarks and the tests use it. It imports nothing of the kernel or the
features, so whatever it can do, any other program can do too.
"""
