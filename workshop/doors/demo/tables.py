"""What happens at single tables, beside what all of them do: the leader's table, shown once each.

Scenes take their people and cards from `content/tables.json`. A scene that a visitor made impossible is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ..remote.phone import Phone
from .content import Card, cards, tables, words
from .picture import flip_chart
from .show import Player, Show

LONG_S = 60.0  # for what waits on people who take their time
PRESENTED = 3  # cards a group picks


# --- arriving -----------------------------------------------------------------------------------


async def seat(show: Show) -> None:
    """Somebody came without a phone: the leader sits them down on their own device."""
    for player in show.seated():
        leader = show.leader(player.seat.group)
        sits = {"name": player.seat.name, "org": show.org(player.seat.org)}
        told = await show.attempt(leader.phone, "person.seat", group=show.group(player.seat.group), **sits)
        if told is not None:
            player.person, player.code = told["person"], told["code"]


# --- writing ------------------------------------------------------------------------------------


async def wait_for_reminder(show: Show, player: Player) -> None:
    """One person thinks and thinks, until the leader's reminder arrives."""
    if player.seat.number == tables()["nudged"]:
        await player.phone.until(lambda: player.phone.mine()["nudged"], "the reminder", LONG_S)


async def remind(show: Show) -> None:
    """The leader sees who has not written yet, and reminds them; nobody else notices."""
    slow = show.player(tables()["nudged"])
    leader, board = show.leader(slow.seat.group), show.board(slow.seat.group)
    ours = {player.person for player in show.members(slow.seat.group)}

    def alone() -> bool:
        roll = leader.phone.replica.get("roll", board)
        return roll is not None and ours & set(roll["unwritten"] or ()) == {slow.person}

    await leader.phone.until(alone, "the list of who has not written", LONG_S)
    await show.pace.think(1, 2)
    if await show.attempt(leader.phone, "board.nudge", board=board, people=[slow.person]) is not None:
        show.account.table["reminded"] += 1


async def ready(show: Show) -> None:
    """Every table says it is ready, and the chair sees it."""
    for leader in show.leaders():
        await show.pace.think(0.3, 1)
        await show.attempt(leader.phone, "board.ready", board=show.board(leader.seat.group), ready=True)
    boards = [show.board(leader.seat.group) for leader in show.leaders()]

    def said() -> bool:
        return all(record["ready"] for id in boards if (record := show.chair.replica.get("board", id)))

    await show.chair.until(said, "six tables that are ready")
    show.account.table["ready"] = len(boards)


# --- reading ------------------------------------------------------------------------------------


async def let_leaders_read_first(show: Show, first: bool) -> None:
    """From the reveal to the vote, what is added passes the leader; what was written privately never did."""
    await show.attempt(show.chair, "workshop.edit", approve=first)


async def approve(show: Show) -> None:
    """The leaders read what waits for them: the first by itself, the others in one go."""
    for leader in show.leaders():
        waiting = pending(show, leader)
        for some in (waiting[:1], waiting[1:]):
            if not some:
                continue
            await show.pace.think(1, 2)
            board = show.board(leader.seat.group)
            done = await show.attempt(leader.phone, "card.approve", board=board, cards=some)
            show.account.table["approved"] += done["approved"] if done else 0


def pending(show: Show, leader: Player) -> list[int]:
    records = leader.phone.replica.of("card")
    return [record["id"] for record in records if record["pending"] and not record["hidden"]]


async def type_in(show: Show, player: Player) -> None:
    """What somebody wrote on paper is typed in by their leader, and is theirs."""
    leader = show.leader(player.seat.group)
    for card in (card for card in cards() if show.author(card) is player):
        await show.pace.think(2, 4)
        written = {"kind": card.kind, "text": card.text, "lang": card.lang, "org": show.org(card.org)}
        answers = {"answers": show.posted[card.answers]} if card.answers in show.posted else {}
        board = show.board(card.group)
        typed = await show.attempt(
            leader.phone, "card.record", board=board, person=player.person, **written, **answers
        )
        if typed is not None:
            show.posted[card.id] = typed["card"]
            show.account.posted[card.kind] += 1
            show.account.table["typed"] += 1


async def mend(show: Show) -> None:
    """A slip of the pen is mended by the leader; the author is shown both."""
    card = _card(tables()["mended_by_leader"])
    if card.id not in show.posted:
        return
    id, leader, author = show.posted[card.id], show.leader(card.group), show.author(card)
    if await show.attempt(leader.phone, "card.reword", card=id, text=card.text) is None:
        return

    def shown_both() -> bool:
        mine = author.phone.replica.get("card", id)
        return bool(mine and mine["reworded"] and mine["original"]["text"] == card.draft)

    await author.phone.until(shown_both, "the author's own words beside the mended ones")
    show.account.table["mended"] += 1


async def merge(show: Show, which: str) -> None:
    """Two cards that say the same become one; nothing of either is lost."""
    pair = tables()[which]
    if not {pair["head"], pair["other"]} <= show.posted.keys():
        return
    head, other = show.posted[pair["head"]], show.posted[pair["other"]]
    leader = show.leader(_card(pair["head"]).group)
    await show.pace.think(2, 3)
    if await show.attempt(leader.phone, "card.merge", card=head, others=[other]) is None:
        return
    member = show.author(_card(pair["other"]))

    def under() -> bool:
        return (member.phone.replica.get("card", other) or {}).get("into") == head

    await member.phone.until(under, "the card beneath the other")
    show.account.under[other] = head


async def hide_and_undo(show: Show) -> None:
    """The wrong card is taken from sight; the leader's log takes it back."""
    card = _card(tables()["hidden_by_mistake"])
    leader = show.leader(card.group)
    await show.pace.think(1, 2)
    if card.id not in show.posted:
        return
    id = show.posted[card.id]
    if await show.attempt(leader.phone, "card.hide", card=id) is None:
        return
    deed = await the_step(
        leader.phone, lambda deed: deed["name"] == "card.hide" and deed["says"]["card"] == id
    )
    await show.pace.think(2, 3)
    if await show.attempt(leader.phone, "deed.undo", deed=deed["id"]) is not None:
        show.account.table["taken back"] += 1


async def the_step(phone: Phone, is_it: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """A step in the history; it may be a moment behind the answer."""

    def told() -> dict[str, Any] | None:
        return next((deed for deed in phone.replica.of("deed") if is_it(deed)), None)

    return await phone.until(told, "the step in the history")


async def talk(show: Show) -> None:
    """People answer each other under the cards, and say where it is the same with them."""
    for word in words():
        if word.card not in show.posted:
            continue
        await show.pace.think(1, 2)
        phone = show.member(word.group, word.org).phone
        said = {"text": word.text, "lang": word.lang}
        if await show.attempt(phone, "reply.post", card=show.posted[word.card], **said) is not None:
            show.account.table["replies"] += 1
    for player in show.holders():
        on_board = [id for id in show.on_board(player.seat.group) if id not in show.account.under]
        card = show.pace.of(f"{player.seat.number}/same").choice(on_board)
        await show.pace.think(0, 0.5)
        if await show.attempt(player.phone, "reaction.set", card=card, kind="same", on=True) is not None:
            show.account.table["same"] += 1


async def hold_up(show: Show) -> None:
    """A card is held up before the whole room, on the screen, and taken down again."""
    card = _card(tables()["held_up"])
    leader, board = show.leader(card.group), show.board(card.group)
    assert show.screen is not None
    if card.id not in show.posted:
        return
    lit = {"card": show.posted[card.id], "room": True}
    if await show.attempt(leader.phone, "board.spotlight", board=board, **lit) is None:
        return
    await show.screen.until(partial(show.screen.replica.get, "spotlight", board), "the card on the screen")
    await show.pace.think(5)
    await show.attempt(leader.phone, "board.spotlight", board=board, card=None)
    show.account.table["held up"] += 1


async def call(show: Show) -> None:
    """A leader asks the chair to come, without shouting; the chair comes."""
    about = tables()["call"]
    leader = show.leader(about["group"])
    made = await show.attempt(leader.phone, "call.make", board=show.board(about["group"]), text=about["text"])
    if made is None:
        return
    await show.chair.until(partial(show.chair.replica.get, "call", made["call"]), "the call")
    await show.pace.think(3, 5)
    await show.attempt(show.chair, "call.close", call=made["call"])

    def came() -> bool:
        return not (leader.phone.replica.get("call", made["call"]) or {"open": True})["open"]

    await leader.phone.until(came, "the chair")
    show.account.table["calls"] += 1


async def photograph(show: Show) -> None:
    """A flip chart on the board, and a picture on a card. (Drawn here: nobody's photo.)"""
    about = tables()["photos"]
    number = about["board"]["group"]
    await _hang(show, show.leader(number), number, about["board"]["caption"])
    card = _card(about["card"]["id"])
    if card.id in show.posted:
        await _hang(show, show.author(card), card.group, "", card=show.posted[card.id])


async def _hang(show: Show, player: Player, number: int, caption: str, **where: Any) -> None:
    await show.pace.think(2, 4)
    phone, api = player.phone, show.room.api
    path = f"/api/w/{phone.code}/photos"
    kept = await api.upload(path, phone.token or "", flip_chart(int(player.seat.number)))
    hung = await show.attempt(
        phone, "photo.attach", board=show.board(number), caption=caption, **where, **kept
    )
    if hung is None:
        return
    # Whoever sits at the table sees it: as a record, and then as a picture.
    other = next(p for p in show.members(number) if p is not player and p.seat.has_phone).phone
    await other.until(partial(other.replica.get, "photo", hung["photo"]), "the photo")
    await api.fetch(f"{path}/{hung['photo']}/small", other.token or "")
    show.account.table["photos"] += 1


# --- voting -------------------------------------------------------------------------------------


async def hand_in(show: Show, player: Player, ballots: list[dict[int, int]]) -> None:
    """The leader's device goes to whoever has none; they lay their dots, see to it once more, and hand in."""
    leader = show.leader(player.seat.group)
    round = await open_round(show, leader)
    for ballot in ballots:
        await show.pace.think(4, 6)
        whole = {f"card:{card}": dots for card, dots in ballot.items()}
        given = {"round": round, "person": player.person, "dots": whole}
        if await show.attempt(leader.phone, "ballot.hand_in", **given) is not None:
            show.account.hand_in(player.person, ballot)


async def open_round(show: Show, player: Player) -> int:
    phone, board = player.phone, show.board(player.seat.group)

    def round() -> dict[str, Any] | None:
        return next(
            (r for r in phone.replica.of("round") if r["board"] == board and r["state"] == "open"), None
        )

    return int((await phone.until(round, "the vote to open"))["id"])


# --- reporting ----------------------------------------------------------------------------------


async def prepare(show: Show, leader: Player) -> None:
    """The strongest cards in their order, and the result in a paragraph, in both languages."""
    board, group = show.board(leader.seat.group), leader.seat.group
    await leader.phone.until(partial(_counted, show, leader), "the votes")
    await _arrange(show, leader, strongest(show, leader)[:PRESENTED])
    await show.pace.think(1, 2)
    paragraph = tables()["results"][group - 1]
    await show.attempt(leader.phone, "board.summarise", board=board, summary=paragraph)


async def submit(show: Show, leader: Player) -> None:
    await show.pace.think(1, 2)
    done = await show.attempt(leader.phone, "board.submit", board=show.board(leader.seat.group))
    show.account.submitted += done is not None


async def vote_by_hand(show: Show) -> None:
    """Two cards are close: the group raises hands, and what it handed in is handed in again."""
    about = tables()["hands"]
    leader, board = show.leader(about["group"]), show.board(about["group"])
    ranked = strongest(show, leader)
    if len(ranked) < len(about["raised"]):
        return
    first, second = ranked[:2]
    round = _round(leader.phone, board)
    raised = dict(zip((second, first), about["raised"], strict=True))
    counts = [{"card": card, "hands": hands} for card, hands in raised.items()]
    await show.pace.think(4, 6)
    counted = {"present": about["present"], "counts": counts, "sure": True}
    if await show.attempt(leader.phone, "hands.count", round=round, **counted) is None:
        return
    show.account.hands = {f"card:{card}": hands for card, hands in raised.items()}
    picked = [card for card in ranked[:PRESENTED] if card not in raised]
    await _arrange(show, leader, [second, first, *picked])
    again = {lang: tables()["second_thoughts"][lang] for lang in ("lo", "en")}
    await show.attempt(leader.phone, "board.summarise", board=board, summary=again)
    await submit(show, leader)

    def changed() -> bool:
        return any(s["board"] == board and s["changes"] for s in show.chair.replica.of("submission"))

    await show.chair.until(changed, "what changed in the result")
    show.account.table["handed in again"] += 1


def strongest(show: Show, leader: Player) -> list[int]:
    """A board's cards by what was given to them, as its leader reads it; the server's order among equals."""
    board = show.board(leader.seat.group)
    round = _round(leader.phone, board)
    tallies = [t for t in leader.phone.replica.of("tally") if t["round"] == round]
    ranked = sorted(tallies, key=lambda t: (-t["votes"], int(t["subject"].partition(":")[2])))
    return [int(tally["subject"].partition(":")[2]) for tally in ranked]


def _counted(show: Show, leader: Player) -> bool:
    """Has everything that was cast at this table been counted? A visitor may have added to it."""
    mine = {f"card:{id}" for id in show.on_board(leader.seat.group)}
    round = _round(leader.phone, show.board(leader.seat.group))
    told = {t["subject"]: t["votes"] for t in leader.phone.replica.of("tally") if t["round"] == round}
    expected = show.account.tallies()
    return all(told.get(subject, 0) >= expected[subject] for subject in mine & expected.keys())


def _round(phone: Phone, board: int) -> int:
    return max(int(r["id"]) for r in phone.replica.of("round") if r["board"] == board)


async def present(show: Show, leader: Player) -> None:
    """The group's result on the screen: the whole of it, then card by card."""
    assert show.screen is not None
    screen, board = show.screen, show.board(leader.seat.group)
    if await show.attempt(leader.phone, "board.present", board=board, on=True) is None:
        return
    shown = await screen.until(partial(screen.replica.get, "presentation", board), "the result on the screen")
    await show.pace.think(4)
    for entry in shown["cards"]:
        card = entry["card"]
        if await show.attempt(leader.phone, "board.spotlight", board=board, card=card) is None:
            break
        await screen.until(partial(_at, screen, board, card), "the card on the screen")
        await show.pace.think(3)
    await show.attempt(leader.phone, "board.present", board=board, on=False)
    show.account.table["presented"] += 1


def _at(screen: Phone, board: int, card: int) -> bool:
    return (screen.replica.get("presentation", board) or {}).get("card") == card


async def find_a_phone(show: Show) -> None:
    """Whoever had no phone comes in with one by their code: it knows that they voted, and nobody's phone tells what."""
    for player in show.seated():
        if not player.code:
            continue
        await player.phone.open()
        await player.phone.come_back(player.code)
        told = list(player.phone.replica.of("handed"))
        assert bool(told) == bool(show.account.ballot(player.person)), "that a ballot was handed in for them"
        assert not list(player.phone.replica.of("ballot")), "what was in it"


async def _arrange(show: Show, leader: Player, picks: list[int]) -> None:
    await show.pace.think(1, 2)
    board = show.board(leader.seat.group)
    await show.attempt(leader.phone, "board.arrange", board=board, cards=picks)


def _card(id: str) -> Card:
    return next(card for card in cards() if card.id == id)
