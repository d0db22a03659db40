"""The HTTP side of a running server, for whoever holds a token."""

from __future__ import annotations

import secrets
from typing import Any

import aiohttp

from .phone import Declined


class Api:
    """`base` without a trailing slash. Answers are the server's JSON; a refusal raises Declined."""

    def __init__(self, base: str, http: aiohttp.ClientSession) -> None:
        self.base, self._http = base, http

    async def get(self, path: str, token: str | None = None) -> Any:
        return await self._send("GET", path, token)

    async def fetch(self, path: str, token: str) -> bytes:
        """The bytes at `path`: a picture."""
        async with self._http.get(self.base + path, headers={"Authorization": f"Bearer {token}"}) as response:
            if response.status != 200:
                raise Declined(f"GET {path}", await response.json(content_type=None))
            return await response.read()

    async def upload(self, path: str, token: str, data: bytes) -> Any:
        return await self._send("POST", path, token, data=data)

    async def command(self, path: str, name: str, token: str, /, **data: Any) -> dict[str, Any]:
        """Send one command to `path` (`/api/commands` or `/api/w/<code>/commands`); the answer is its reply."""
        envelope = {"id": secrets.token_urlsafe(18), "name": name, "data": data}
        answer = await self._send("POST", path, token, json=envelope)
        reply: dict[str, Any] = answer["ok"]
        return reply

    async def _send(self, method: str, path: str, token: str | None, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self._http.request(method, self.base + path, headers=headers, **body) as response:
            answer = await response.json(content_type=None)
        if isinstance(answer, dict) and "refused" in answer:
            raise Declined(f"{method} {path}", answer)
        return answer
