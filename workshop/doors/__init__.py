"""The doors: the only code that knows Flask, Socket.IO, click and the servers. Thin, onto the one path."""
