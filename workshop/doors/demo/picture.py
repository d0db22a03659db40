"""A flip chart, drawn: what a leader would photograph. No photo of anybody's is kept with the product."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw

WALL, PAPER, INK, PEN = "#d8d2c4", "#fbfaf7", "#1c2430", "#0b6e69"
NOTES = ("#f4d58d", "#bfe3d0", "#f2c6b4", "#cfd8ee")


def flip_chart(number: int) -> bytes:
    """A sheet on a wall with scribbled lines and notes, as PNG; another for each number."""
    dice = random.Random(number)
    image = Image.new("RGB", (1200, 900), WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle((130, 50, 1070, 860), fill=PAPER, outline="#b9b2a2", width=3)
    draw.rectangle((560, 30, 640, 66), fill="#8b8577")  # the clip
    _scribble(draw, dice, 200, 130, 560, PEN, 12)
    for row in range(4):
        top = 230 + row * 75
        draw.ellipse((200, top - 12, 224, top + 12), fill=PEN)
        _scribble(draw, dice, 250, top, dice.randrange(380, 720), INK, 7)
    for column, colour in enumerate(NOTES):
        left, top = 200 + column * 205, 560 + dice.randrange(-15, 15)
        draw.rectangle((left, top, left + 180, top + 180), fill=colour)
        for line in range(3):
            _scribble(draw, dice, left + 20, top + 45 + line * 45, dice.randrange(80, 140), INK, 5)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _scribble(
    draw: ImageDraw.ImageDraw, dice: random.Random, x: int, y: int, length: int, ink: str, width: int
) -> None:
    """A line of handwriting that nobody can read."""
    points = [(x + step, y + dice.randrange(-width, width)) for step in range(0, length, 14)]
    draw.line(points, fill=ink, width=max(2, width // 2), joint="curve")
