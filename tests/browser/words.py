"""The sentences as the browser has them, so that tests press what people read."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from workshop.settings import static_root

LAO_DIGITS = str.maketrans("0123456789", "໐໑໒໓໔໕໖໗໘໙")


@cache
def _book(lang: str) -> dict[str, str]:
    text = (static_root() / f"strings.{lang}.json").read_text("utf-8")
    return dict(json.loads(text))


def say(lang: str, id: str, **params: Any) -> str:
    """The sentence of the catalogue with its placeholders filled; an id that is not there fails the test."""

    def filled(hole: re.Match[str]) -> str:
        value = str(params[hole[1]])
        return value if hole[2] is None else hole[2] if value == "1" else hole[3]

    return re.sub(r"\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}", filled, _book(lang)[id])
