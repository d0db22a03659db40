"""`workshop demo`: the reference event plays itself at a real server, for whoever wants to watch or join in."""
