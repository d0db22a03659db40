"""The room while a script is played: who sits where, what became which card, and what the server counted."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from .remote.phone import Phone
from .remote.room import Room
from .sheets import Script, Statement, Vote

ACTS_A_SECOND = 10.0  # the whole room's, at speed 1
SEATS_AT_ONCE = 500  # connections; the next seat opens when one has said its last
SETTLE_S = 10.0

SeatKey = tuple[str, str]  # (name, group)
Act = Callable[[Phone], Awaitable[None]]


class Stage:
    """Plays one script in one room. `speed` None means as fast as it goes."""

    def __init__(self, room: Room, script: Script, speed: float | None) -> None:
        self.room, self.script, self.speed = room, script, speed
        self.cards: dict[str, int] = {}  # statement -> card
        self.tokens: dict[SeatKey, str] = {}
        self._open_seats = asyncio.Semaphore(SEATS_AT_ONCE)
        ids = {record["number"]: record["id"] for record in room.chair.replica.of("group")}
        self.groups = {name: ids[number] for number, name in enumerate(script.groups, start=1)}
        boards = {record["group"]: record["id"] for record in room.chair.replica.of("board")}
        self.boards = {name: boards[id] for name, id in self.groups.items()}

    async def write(self) -> None:
        """Every statement is posted by its author, privately, as people write."""
        await self._perform(((said.author, said.group), self._post(said)) for said in self.script.statements)

    async def vote(self) -> None:
        """Every row of the votes is cast, each seat's own in the sheet's order."""
        rounds = await self._open_vote()
        group_of = {statement.id: statement.group for statement in self.script.statements}
        await self._perform(
            ((vote.voter, group := group_of[vote.statement]), self._cast(vote, rounds[group]))
            for vote in self.script.votes
        )

    async def tallies(self) -> dict[str, int]:
        """What the server counted, read fresh over HTTP once the boards report."""
        await self.room.chair.command("board.move_all", phase="report")
        expected, found = self.script.tallies(), dict[str, int]()
        deadline = asyncio.get_running_loop().time() + SETTLE_S
        while asyncio.get_running_loop().time() < deadline:
            found = await self._counted()
            if found == expected:
                break
            await asyncio.sleep(0.2)  # the last running tally may still be on its way to its row
        return found

    # --- acts ---------------------------------------------------------------------------------

    def _post(self, said: Statement) -> Act:
        async def act(phone: Phone) -> None:
            card = {"board": self.boards[said.group], "kind": said.kind, "text": said.text, "lang": said.lang}
            self.cards[said.id] = (await phone.command("card.post", **card))["card"]

        return act

    def _cast(self, vote: Vote, round: int) -> Act:
        async def act(phone: Phone) -> None:
            subject = f"card:{self.cards[vote.statement]}"
            await phone.command("ballot.cast", round=round, subject=subject, dots=vote.dots)

        return act

    async def _open_vote(self) -> dict[str, int]:
        chair = self.room.chair
        for phase in ("reveal", "vote"):
            await chair.command("board.move_all", phase=phase)

        def rounds() -> dict[str, int] | None:
            by_board = {r["board"]: r["id"] for r in chair.replica.of("round") if r["state"] == "open"}
            found = {name: by_board[board] for name, board in self.boards.items() if board in by_board}
            return found if len(found) == len(self.boards) else None

        return await chair.until(rounds, "a round on every board")

    async def _counted(self) -> dict[str, int]:
        answer = await self.room.api.get(f"/api/w/{self.room.code}/streams", self.room.chair.token)
        records = [record for part in answer["streams"].values() for record in json.loads(part["records"])]
        votes = {record["subject"]: record["votes"] for record in records if record["type"] == "tally"}
        return {said.id: votes.get(f"card:{self.cards[said.id]}", 0) for said in self.script.statements}

    # --- seats --------------------------------------------------------------------------------

    async def _perform(self, acts: Iterable[tuple[SeatKey, Act]]) -> None:
        """Hand out the acts in order, at the room's pace; each seat does its own one after the other."""
        listed = list(acts)
        count = Counter(key for key, _ in listed)
        queues: dict[SeatKey, asyncio.Queue[Act]] = {}
        async with asyncio.TaskGroup() as seats:
            for key, act in listed:
                if key not in queues:
                    queues[key] = asyncio.Queue()
                    seats.create_task(self._sit(key, queues[key], count[key]))
                queues[key].put_nowait(act)
                if self.speed is not None:
                    await asyncio.sleep(1 / (ACTS_A_SECOND * self.speed))

    async def _sit(self, key: SeatKey, acts: asyncio.Queue[Act], count: int) -> None:
        async with self._seat(key) as phone:
            for _ in range(count):
                await (await acts.get())(phone)

    @asynccontextmanager
    async def _seat(self, key: SeatKey) -> AsyncIterator[Phone]:
        """The seat's phone, joined: as a new person the first time, by its token after that."""
        name, group = key
        async with self._open_seats:
            phone = self.room.phone(self.tokens.get(key), keep=False)
            try:
                await phone.open()
                if key not in self.tokens:
                    await phone.enter(name, "lo", group=self.groups[group], org_other="-")
                    assert phone.token is not None
                    self.tokens[key] = phone.token
                yield phone
            finally:
                await phone.close()
