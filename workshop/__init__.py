"""A live workshop in one room: from QR to a shared vision board."""

__version__ = "0.1.0"
