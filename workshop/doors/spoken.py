"""A refusal as it leaves by any door: the code for machines, the sentence in the person's language."""

from __future__ import annotations

from typing import Any

from workshop.kernel.engine import Reply
from workshop.kernel.errors import Refused
from workshop.wording import say


def refusal(lang: str, code: str, params: dict[str, Any], retry_after: float | None = None) -> dict[str, Any]:
    told = {"refused": code, "say": say(lang, f"err.{code}", **params), **params}
    return told if retry_after is None else told | {"retry_after": retry_after}


def of(lang: str, refused: Refused) -> dict[str, Any]:
    return refusal(lang, refused.code, refused.params, refused.retry_after)


def answer(lang: str, reply: Reply) -> dict[str, Any]:
    """`{ok, heads?}` or `{refused, say, ...}`."""
    if reply.refused is not None:
        return refusal(lang, reply.refused, reply.params, reply.retry_after)
    return {"ok": reply.ok or {}} | ({"heads": reply.heads} if reply.heads else {})
