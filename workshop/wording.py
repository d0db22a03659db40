"""Every sentence a person reads, in their language. The catalogues are the one source, for the browser too."""

from __future__ import annotations

import gettext
import re
from functools import cache
from typing import Final, Literal, get_args

from workshop.settings import PACKAGE

Lang = Literal["lo", "en"]
LANGS: Final[tuple[Lang, ...]] = get_args(Lang)

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


def say(lang: str, id: str, /, **params: object) -> str:
    """The sentence for a catalogue id, or for a refusal's bare code (`closed` is `err.closed`).

    `params` fill its `{name}` placeholders; one without a value stays visible. An id that the catalogue lacks
    is said as itself, or as "an error occurred" when it is a refusal. Another language than ours is answered in Lao.
    """
    id = id if "." in id else f"err.{id}"
    sentences = catalogue(lang)
    sentence = sentences.get(id) or (sentences.get("err.error") if id.startswith("err.") else None) or id
    return _PLACEHOLDER.sub(lambda hole: str(params.get(hole[1], hole[0])), sentence)


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
