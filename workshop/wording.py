"""Every sentence a person reads, in their language. The catalogues are the one source, for the browser too."""

from __future__ import annotations

import gettext
import re
from functools import cache
from typing import Final, Literal, get_args

from workshop.settings import PACKAGE

Lang = Literal["lo", "en"]
LANGS: Final[tuple[Lang, ...]] = get_args(Lang)

# `{n|vote|votes}` is the word for one or for another number.
_PLACEHOLDER: Final = re.compile(r"\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}")


def say(lang: str, id: str, /, **params: object) -> str:
    """The sentence for a catalogue id, or for a refusal's bare code (`closed` is `err.closed`).

    `params` fill its `{name}` placeholders; one without a value stays visible. An id that the catalogue lacks
    is said as itself, or as "an error occurred" when it is a refusal. Another language than ours is answered in Lao.
    """
    id = id if "." in id else f"err.{id}"
    sentences = catalogue(lang)
    sentence = sentences.get(id) or (sentences.get("err.error") if id.startswith("err.") else None) or id
    return _PLACEHOLDER.sub(lambda hole: _filled(hole, params), sentence)


def _filled(hole: re.Match[str], params: dict[str, object]) -> str:
    if hole[1] not in params:
        return hole[0]
    value = str(params[hole[1]])
    return value if hole[2] is None else hole[2] if value == "1" else hole[3]


def catalogue(lang: str) -> dict[str, str]:
    """Every sentence of one language, `{id: sentence}`."""
    return _read(lang if lang in LANGS else "lo")


@cache
def _read(lang: str) -> dict[str, str]:
    compiled = PACKAGE / "translations" / lang / "LC_MESSAGES" / "workshop.mo"
    if not compiled.is_file():
        raise FileNotFoundError(f"The wording is not compiled: {compiled} is missing (run `make build`)")
    with compiled.open("rb") as file:
        entries: dict[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {id: sentence for id, sentence in entries.items() if id}
