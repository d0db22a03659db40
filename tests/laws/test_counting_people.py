"""Law: every number of people names those who are there, and no difference of two told results is one ballot.

Through a random day over moves, removals of one and of many, newcomers let in, rows made one, hand-ins, phases, reruns,
results handed in, polls and undos, with an independent recount from the rows at each step, on the streams and in the
file to take away. Planted: tallies that forget who sits where; a result told anew for one person; a result handed in
that keeps the votes of who was sent out; rows parted that both keep the votes; a move that tells nothing.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from sqlalchemy import select

from tests.features.test_lines import taken
from tests.laws.length import steps
from tests.world import World, world
from workshop.features.ballots import commands, counted, united
from workshop.features.ballots.tables import ballot, round
from workshop.features.groups.tables import board
from workshop.features.people.tables import person
from workshop.features.results import views
from workshop.features.results.tables import submission
from workshop.features.vision.tables import vision
from workshop.kernel.tables import deed

CROWD = ("kham", "dao", "keo", "lat", "vanh", "sy", "som", "pan")
NUMBERS = ("tally", "progress", "vision", "theme", "submission")
NEW = ("mone", "ting")  # came while newcomers wait


def rows(play: World, table: Any) -> dict[int, dict[str, Any]]:
    mine = select(table).where(table.c.workshop_id == play.workshop)
    return {row["id"]: row for row in play.engine.look(play.workshop, lambda work: work.all(mine))}


Votes = dict[int, dict[int, dict[str, int]]]  # round -> person -> subject -> dots


class Day:
    def __init__(self, play: World, seed: int) -> None:
        self.play, self.dice = play, random.Random(seed)
        for n, who in enumerate(("keo", "lat", "som", "pan")):
            play.join(who, 1 + n // 2)
        self.cards = {b: self._card(who, b) for who, b in (("noy", 1), ("boun", 2))}
        self.seated = [
            play.must(who, "person.seat", group=g, name=f"Seated {g}", org=1)["person"]
            for who, g in (("noy", 1), ("boun", 2))
        ]
        play.must("chair", "board.move_all", phase="vote")
        theme = play.must("chair", "theme.create", title={"en": "T"}, cards=list(self.cards.values()))
        self.theme = theme["theme"]
        play.must("chair", "workshop.edit", door="wait")
        for n, who in enumerate(NEW):
            play.join(who, 1 + n)
        play.must("chair", "workshop.edit", door="open")
        self.handed_in: dict[int, dict[int, dict[str, int]]] = {}  # result -> what stood in its round then

    def _card(self, who: str, on: int) -> int:
        said = {"board": on, "kind": "problem", "text": f"{who}'s", "lang": "en"}
        return int(self.play.must(who, "card.post", **said)["card"])

    @contextmanager
    def as_before(self, name: str) -> Iterator[None]:
        """What is done within ends where it began: every number is as it was."""

        def numbers() -> dict[str, Any]:
            self.play.settle()
            return {kind: self.play.sees("chair", kind) for kind in NUMBERS}

        before = numbers()
        yield
        assert numbers() == before, name

    def step(self) -> None:
        """One wish; whether it may be is the house's to say."""
        dice, play = self.dice, self.play
        who = dice.choice(CROWD + NEW)
        everybody = [play.people[name] for name in CROWD + NEW] + self.seated
        someone, another = dice.sample(everybody, 2)
        table, by = dice.choice((("noy", 1), ("boun", 2), ("chair", 1), ("chair", 2)))[::-1]
        play.engine.paces.forget()
        wishes: list[tuple[float, str, str, dict[str, Any]]] = [
            (3, who, "person.choose", {"group": dice.choice((1, 2))}),
            (2, "chair", "person.move", {"person": someone, "group": dice.choice((1, 2, None))}),
            (2, by, "person.remove", {"person": someone}),
            (3, by, "person.readmit", {"person": someone}),
            (1, "chair", "people.remove", {"people": [someone, another]}),
            (1, "chair", "people.readmit", {"people": [someone, another]}),
            (1, by, "people.admit", {"people": [play.people[dice.choice(NEW)]], "group": table}),
            (2, dice.choice((by, "chair")), "person.unite", {"person": someone, "other": another}),
            (1, by, "person.sit", {"person": someone}),
            (1, who, "person.rise", {}),
            (1, who, "person.seen", {}),
            (3, by, "board.submit", {"board": table}),
            (
                1,
                "chair",
                "person.promote",
                {"person": someone, "role": dice.choice(("leader", "participant"))},
            ),
            (
                3,
                by,
                "board.move",
                {"board": table, "phase": dice.choice(("vote", "report", "vote", "report", "reveal"))},
            ),
            (1, by, "round.rerun", {"board": table}),
            (1, "chair", "poll.open", {"budget": 3, "cap": 3, "live": dice.random() < 0.3}),
            (2, "chair", dice.choice(("poll.close", "poll.resume")), {}),
        ]
        boards, polls = rows(play, board), rows(play, vision)[play.workshop]
        dots = dice.randrange(3)
        for on in boards.values():
            card = f"card:{self.cards[on['id']]}"
            wishes.append((6, who, "ballot.cast", {"round": on["round_id"], "subject": card, "dots": dots}))
            given = {"round": on["round_id"], "person": dice.choice(self.seated), "dots": {card: dots}}
            wishes.append((2, by, "ballot.hand_in", given))
            wishes.append((0.5, who, "ballot.anew", {"round": on["round_id"]}))
        if polls["round_id"]:
            theme = f"theme:{self.theme}"
            wishes.append(
                (5, who, "ballot.cast", {"round": polls["round_id"], "subject": theme, "dots": dots})
            )
        done = list(rows(play, deed).values())
        if done:
            last = max(done, key=lambda one: one["id"])
            turn = "deed.redo" if last["undone"] else "deed.undo"
            wishes.append((3, "chair", turn, {"deed": last["id"]}))
        [(_, actor, name, data)] = dice.choices(wishes, [one[0] for one in wishes])
        self.do(actor, name, **data)

    def do(self, actor: str, name: str, **data: Any) -> None:
        play = self.play
        before, stood = self.told(), self.when_told()
        people, left = rows(play, person), self.left()
        reply = play.wish(actor, name, **data)
        assert reply.refused not in ("error", "invalid"), (name, data)
        play.settle()
        for id, one in rows(play, submission).items():
            if id not in self.handed_in:
                on = rows(play, board)[one["board_id"]]
                self.handed_in[id] = {p: dict(votes) for p, votes in self.told()[on["round_id"]].items()}
        self.check(before, stood, people, left, name)

    def when_told(self) -> dict[int, int | None]:
        return {id: one["told"] for id, one in rows(self.play, round).items()}

    def told(self) -> Votes:
        found: Votes = defaultdict(lambda: defaultdict(dict))
        for one in rows(self.play, ballot).values():
            if one["told"]:
                found[one["round_id"]][one["person_id"]][one["subject"]] = one["told"]
        return found

    def left(self) -> dict[int, set[int]]:
        """{person: the other tables where votes of theirs lie}."""
        groups = {one["round_id"]: one["group_id"] for one in rows(self.play, board).values()}
        found: dict[int, set[int]] = defaultdict(set)
        who = rows(self.play, person)
        for b in rows(self.play, ballot).values():
            if (b["value"] or b["told"]) and b["round_id"] in groups:
                found[b["person_id"]] |= {groups[b["round_id"]]} - {who[b["person_id"]]["group_id"]}
        return found

    def check(
        self,
        before: Votes,
        stood: dict[int, int | None],
        people: dict[int, dict[str, Any]],
        left: dict[int, set[int]],
        name: str,
    ) -> None:
        play = self.play
        who, rounds, boards = rows(play, person), rows(play, round), rows(play, board)
        board_of = {one["round_id"]: one for one in boards.values()}
        counting = {
            id
            for id, one in who.items()
            if not (one["removed"] or one["gone"] or one["waiting"] or one["same_as"])
        }
        ballots = list(rows(play, ballot).values())
        told = self.told()
        # Whose rows were made one or parted in this step: what was carried is theirs all along.
        turned = {id for id, one in who.items() if one["same_as"] != people[id]["same_as"]}
        turned |= {each["same_as"] for id in turned for each in (who[id], people[id])}
        # A told result changes by three people or more.
        for id, was in before.items():
            if stood[id] is not None and not rounds[id]["live"]:
                differ = {p for p in was.keys() | told[id].keys() if was.get(p) != told[id].get(p)} - turned
                assert not differ or len(differ) >= 3, (name, id, differ)
        # One allowance: nobody who counts stands in the told results of two tables' current rounds.
        stands: dict[int, int] = defaultdict(int)
        for id in board_of:
            for p in counting & told[id].keys():
                stands[p] += 1
        assert all(n == 1 for n in stands.values()), name
        own = {(b["round_id"], b["person_id"]) for b in ballots if b["caster_id"] == b["person_id"]}

        def by_another(b: dict[str, Any]) -> bool:
            caster = who[b["caster_id"]]
            oneself = caster["same_as"] == b["person_id"] and (b["round_id"], caster["id"]) in own
            return b["caster_id"] != b["person_id"] and not oneself

        # Numerators within denominators, and tallies, against a recount.
        for on in boards.values():
            here = {
                id for id in counting if who[id]["group_id"] == on["group_id"] and who[id]["role"] != "chair"
            }
            now = play.sees("screen", "progress")[on["id"]]
            laid = [b for b in ballots if b["round_id"] == on["round_id"] and b["value"]]
            free = {p for p in here if not any(p in told[r] for r in board_of if r != on["round_id"])}
            voted = {b["person_id"] for b in laid} & free
            handed = {b["person_id"] for b in laid if by_another(b)} & free
            seats = {p for p in here if who[p]["seated"]} - {b["person_id"] for b in laid}
            expected = (len(voted), len(handed), len(here), len(seats))
            assert (now["voters"], now["handed"], now["people"], now["seats"]) == expected, name
            assert now["writers"] <= now["people"]
        shown: dict[int, int] = defaultdict(int)
        for one in play.sees("chair", "tally").values():
            shown[one["round"]] += one["votes"]
        poll = rows(play, vision)[play.workshop]
        closed = set()
        for id, within in rounds.items():
            on = boards.get(within["board_id"])
            over = (
                (on["round_id"] != id or on["phase"] == "report")
                if on
                else not (poll["round_id"] == id and poll["polling"])
            )
            if over and not within["gone"]:
                closed.add(id)
                assert within["told"] is not None, (name, id)
                expected_sum = sum(sum(v.values()) for p, v in told[id].items() if p in counting)
                assert shown[id] == expected_sum, (name, id)
        self._check_results(counting, who, ballots, name)
        self._check_room(counting, who, told, closed, by_another, name)
        # Whoever has votes lying at another table by a move, whoever made it and however, is told of all of them.
        lies = self.left()
        for id, one in who.items():
            moved = {each["group"] for each in one["moved"] or ()}
            assert one["group_id"] not in moved, name
            if one["group_id"] != people[id]["group_id"] or (id in turned and lies[id] - left[id]):
                assert moved == lies[id] or one["same_as"], (name, id, moved, lies[id])

    def _check_results(
        self, counting: set[int], who: dict[int, Any], ballots: list[dict[str, Any]], name: str
    ) -> None:
        """What was handed in tells the votes of those who count, and of whom they were made one with."""
        carried = {
            (b["round_id"], b["caster_id"])
            for b in ballots
            if b["told"] and b["person_id"] in counting and who[b["caster_id"]]["same_as"] == b["person_id"]
        }
        kept = rows(self.play, submission)
        for reader in ("chair", "mek", "noy", "boun"):
            for id, one in self.play.sees(reader, "submission").items():
                round_id = kept[id]["round_id"]
                votes: dict[int, int] = defaultdict(int)
                voters = 0
                for p, laid in self.handed_in[id].items():
                    if p in counting or (round_id, p) in carried:
                        voters += 1
                        for subject, n in laid.items():
                            votes[int(subject[5:])] += n
                told = {line["card"]: line["votes"] for line in one["cards"]}
                assert told == {card: votes[card] for card in told}, (name, reader, id)
                assert one["people"]["voters"] == voters, (name, reader, id)

    def _check_room(
        self,
        counting: set[int],
        who: dict[int, Any],
        told: Votes,
        closed: set[int],
        by_another: Any,
        name: str,
    ) -> None:
        """The whole room's numbers, on its board and in the file."""
        play = self.play
        seen = play.sees("screen", "vision")[play.workshop]
        assert seen["voted"] <= seen["floor"] or seen["round"] is None
        if seen["round"] is not None:
            assert seen["floor"] == len({id for id in counting if who[id]["role"] != "chair"}), name
        rounds = rows(play, round)
        last: dict[int, int] = {}
        for id in sorted(closed):
            if rounds[id]["board_id"] is not None:
                last[rounds[id]["board_id"]] = id
        people = {id: counting & told[id].keys() for id in last.values()}
        handed = sum(
            len(
                {
                    b["person_id"]
                    for b in rows(play, ballot).values()
                    if _counts_in(b, id, p) and by_another(b)
                }
            )
            for id, p in people.items()
        )
        file = taken(play)
        for of in (seen["of"], file["counting"]["of"]):
            assert (of["people"], of["handed"]) == (sum(map(len, people.values())), handed), name
        votes = sum(sum(told[id][p].values()) for id, some in people.items() for p in some)
        assert [theme["numbers"]["sum"] or 0 for theme in file["themes"]] == [votes], name
        assert file["counting"]["of"]["voted"] == (None if seen["polling"] else seen["voted"])


def _counts_in(b: dict[str, Any], round_id: int, people: set[int]) -> bool:
    return b["round_id"] == round_id and bool(b["told"]) and b["person_id"] in people


@pytest.mark.walk
@pytest.mark.parametrize("seed", [3, 2022])
def test_every_number_names_the_people_who_are_there(database_url: str, seed: int) -> None:
    """A1, A2, A3, A6, B3: through a random day; at its end to remove and let in, to join and part, changes nothing."""
    with world(database_url) as play:
        day = Day(play, seed)
        for _ in range(steps(120)):
            day.step()
        for name in CROWD + NEW:
            id = play.people[name]
            row = rows(play, person)[id]
            if row["removed"] or row["same_as"] or row["role"] != "participant":
                continue
            with day.as_before(name):
                play.must("chair", "person.remove", person=id)
                play.must("chair", "person.readmit", person=id)
            other = play.people[day.dice.choice(CROWD)]
            with day.as_before(name):
                if play.wish("chair", "person.unite", person=id, other=other).ok is not None:
                    play.must("chair", "deed.undo", deed=max(rows(play, deed)))


FAULTS: dict[str, tuple[Any, str, Any] | None] = {
    "none": None,
    "place": (counted, "here_now", lambda work, within: ()),
    "one differs": (counted, "FEWEST", 1),
    "handed in": (views, "whose", lambda work, rows: {row["id"]: set(row["laid"] or ()) for row in rows}),
    "parted": (united, "_take_back", lambda work, stayed, other: None),
    "untold": (commands, "left_behind", lambda work, laid, group: []),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_law_catches_what_it_is_for(new_sqlite: Any, monkeypatch: Any, fault: str) -> None:
    """A1, A2: planted: votes count wherever their voter sits; a result is told anew for one person; one that was handed
    in keeps the votes of who was sent out; rows that are parted both keep them; a move tells nothing."""

    def walk() -> None:
        day = Day(play, 3)
        vote = {"round": 1, "subject": f"card:{day.cards[1]}", "dots": 1}
        for n, who in enumerate(("kham", "dao")):
            day.do("noy", "board.move", board=1, phase="vote")
            day.do(who, "ballot.cast", **vote)
            if n:
                day.do("chair", "person.move", person=play.people[who], group=2)
                day.do("chair", "person.move", person=play.people[who], group=1)
            day.do("noy", "board.move", board=1, phase="report")
        day.do("noy", "board.submit", board=1)
        day.do("chair", "person.remove", person=play.people["kham"])
        day.do("chair", "person.readmit", person=play.people["kham"])
        with day.as_before("unite"):
            day.do("chair", "person.unite", person=play.people["pan"], other=play.people["kham"])
            day.do("chair", "deed.undo", deed=max(rows(play, deed)))

    planted = FAULTS[fault]
    if planted:
        monkeypatch.setattr(*planted)
    with (
        world(new_sqlite()) as play,
        pytest.raises(AssertionError) if planted else nullcontext(),
    ):
        walk()
