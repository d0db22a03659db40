"""The people of the demo and what they share: one chair, thirty participants, one screen, all outside the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..remote.phone import Declined, Phone
from ..remote.room import Room, token_of
from .account import Account
from .content import Card, Seat, cards, seats
from .pace import Pace


@dataclass
class Player:
    """A simulated participant and the phone in their hand; one has theirs at home until the end."""

    seat: Seat
    phone: Phone
    person: int = 0
    code: str = ""  # personal

    def cards(self, show: Show, *, early: bool) -> list[Card]:
        """What this person has yet to write: before the reveal, or after it where it answers what another wrote."""
        mine = (card for card in cards() if show.author(card) is self and show.is_early(card) == early)
        return [card for card in mine if card.id not in show.posted]


@dataclass
class Show:
    """Everything an act needs."""

    room: Room
    pace: Pace
    account: Account
    say: Callable[[str], None]
    players: list[Player] = field(default_factory=list)
    screen: Phone | None = None
    posted: dict[str, int] = field(default_factory=dict)  # the content's card -> the server's

    @property
    def chair(self) -> Phone:
        return self.room.chair

    def phones(self) -> list[Phone]:
        """Everything that keeps a replica, or may yet."""
        return [
            self.chair,
            *([self.screen] if self.screen else []),
            *(player.phone for player in self.players),
        ]

    def seat_everybody(self) -> None:
        """Give every participant a phone; an invited leader's holds the link of their group."""
        self.players = [Player(seat, self.room.phone(self._invitation(seat))) for seat in seats()]
        self.screen = self.room.phone(token_of(self.room.links["screen"]))

    def _invitation(self, seat: Seat) -> str | None:
        link = self.room.links["groups"][str(self.group(seat.group))]["leader"]
        return token_of(link) if seat.leads == "invited" else None

    def group(self, number: int) -> int:
        groups: dict[int, int] = {record["number"]: record["id"] for record in self.chair.replica.of("group")}
        return groups[number]

    def board(self, number: int) -> int:
        boards: dict[int, int] = {record["group"]: record["id"] for record in self.chair.replica.of("board")}
        return boards[self.group(number)]

    def org(self, position: int) -> int:
        """The organisation at this place of the list (1 is the first)."""
        listed = sorted(self.room.chair.replica.of("org"), key=lambda record: record["position"])
        return int(listed[position - 1]["id"])

    def step(self, kind: str) -> Iterator[int]:
        steps = sorted(self.chair.replica.of("step"), key=lambda record: record["position"])
        return (record["id"] for record in steps if record["kind"] == kind)

    def leaders(self) -> list[Player]:
        return [player for player in self.players if player.seat.leads]

    def leader(self, number: int) -> Player:
        return next(player for player in self.leaders() if player.seat.group == number)

    def holders(self) -> list[Player]:
        """Those with a phone."""
        return [player for player in self.players if player.seat.has_phone]

    def seated(self) -> list[Player]:
        """Those without: their leader's device is theirs, too."""
        return [player for player in self.players if not player.seat.has_phone]

    def player(self, number: str) -> Player:
        return next(player for player in self.players if player.seat.number == number)

    def members(self, number: int) -> list[Player]:
        return [player for player in self.players if player.seat.group == number]

    def author(self, card: Card) -> Player:
        """The group's member from the organisation that the card is about."""
        return self.member(card.group, card.org)

    def member(self, group: int, org: int) -> Player:
        return next(p for p in self.players if (p.seat.group, p.seat.org) == (group, org))

    def on_board(self, number: int) -> list[int]:
        """The server's ids of a group's cards, in the content's order."""
        return [self.posted[c.id] for c in cards() if c.group == number and c.id in self.posted]

    def is_early(self, card: Card) -> bool:
        """Written privately: all but the answers to what somebody else wrote, which nobody can see yet.

        What was written on paper is typed in when the board is read.
        """
        if not self.author(card).seat.has_phone:
            return False
        answered = next((each for each in cards() if each.id == card.answers), None)
        return answered is None or answered.org == card.org

    def of_card(self, card: int) -> Card | None:
        """The content's card behind a card of the server; None for a visitor's."""
        return next((each for each in cards() if self.posted.get(each.id) == card), None)

    async def attempt(self, phone: Phone, name: str, /, **data: Any) -> dict[str, Any] | None:
        """A command that a visitor may have made impossible, by moving a board, say: None then."""
        try:
            return await phone.command(name, **data)
        except Declined as met:
            if self.pace.speed is None:  # in a hurry nobody else is there: a refusal is a fault
                raise
            self.say(f"  ({name}: {met.code}; somebody was quicker)")
            return None

    async def go(self, kind: str, pause: float) -> None:
        """The chair moves the agenda to every step of this kind, one after the other; the screen follows."""
        for step in self.step(kind):
            await self.attempt(self.chair, "step.go", step=step)
            await self.pace.think(pause)

    def visitors(self) -> list[dict[str, Any]]:
        """People of flesh who joined the demo."""
        ours = {player.person for player in self.players} | {self.chair.me["person"]}
        return [record for record in self.chair.replica.of("person") if record["id"] not in ours]
