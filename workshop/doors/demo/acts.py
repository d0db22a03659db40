"""The acts, in the order of the day."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from functools import partial
from typing import Any

from ..remote.phone import Phone
from . import content, tables, team
from .content import Card, cards, event, themes
from .show import Player, Show

CARDS_A_GROUP = 6  # how many of its strongest cards the chair takes from each group
SLIP = "law"  # cards of this theme first lie in SLIP_INTO, by mistake, until the chair splits them off
SLIP_INTO = "cyber"
WORKING_TITLE = {"lo": "ການເຊື່ອມຕໍ່", "en": "Connecting"}


async def arrive(show: Show) -> None:
    """Everybody scans, says who they are and sits down; four leaders are promoted, two came by their own link.

    One came without a phone, and is seated by their leader.
    """
    show.say("People arrive; open the screen's link now, and the chair's")
    await show.pace.think(8)
    show.seat_everybody()
    assert show.screen is not None
    await show.screen.open()
    welcome = next(show.step("welcome"))
    await show.attempt(show.chair, "step.edit", step=welcome, body=event()["notice"])
    await show.go("welcome", 1)
    await asyncio.gather(*(_arrive(show, player) for player in show.holders()))
    for player in show.leaders():
        if player.seat.leads == "promoted":
            await show.pace.think(0.5)
            await show.attempt(show.chair, "person.promote", person=player.person, role="leader")
    for player in show.leaders():
        await player.phone.until(partial(_leads, player.phone), "the leader's desk")
    await tables.seat(show)
    show.say(
        f"  {len(show.players)} people in {event()['groups']} groups, {len(show.leaders())} of them leaders,"
        f" {len(show.seated())} without a phone"
    )


async def _arrive(show: Show, player: Player) -> None:
    await show.pace.think(0, 15)
    seat = player.seat
    await player.phone.open()
    where: dict[str, Any] = {} if seat.leads == "invited" else {"group": show.group(seat.group)}
    joined = await player.phone.enter(seat.name, seat.lang, org=show.org(seat.org), **where)
    player.person = joined["person"]


def _leads(phone: Phone) -> bool:
    return any(name.startswith("desk:") for name in phone.replica.streams)


async def open_day(show: Show) -> None:
    """The purpose, then the four presentations, on every phone and on the screen."""
    show.say("The chair opens: purpose and presentations")
    await show.go("purpose", 6)
    await show.go("talk", 4)


async def write(show: Show) -> None:
    """Everybody writes privately; the room sees only how many."""
    show.say("The groups write, each for themselves")
    await show.go("groups", 2)
    for leader in show.leaders():
        await show.attempt(leader.phone, "timer.start", board=show.board(leader.seat.group), seconds=300)
    await asyncio.gather(
        tables.remind(show), *(write_cards(show, player, early=True) for player in show.holders())
    )
    await tables.ready(show)
    show.say(f"  {show.account.posted.total()} cards, still hidden; every table is ready")


async def write_cards(show: Show, player: Player, *, early: bool) -> None:
    if early:
        await tables.wait_for_reminder(show, player)
    for card in player.cards(show, early=early):
        await show.pace.think(4, 14)
        await post(show, player, card)


async def post(show: Show, player: Player, card: Card) -> None:
    posted = await show.attempt(
        player.phone,
        "card.post",
        board=show.board(card.group),
        kind=card.kind,
        text=card.draft or card.text,
        lang=card.lang,
        org=show.org(card.org),
        **({"answers": show.posted[card.answers]} if card.answers in show.posted else {}),
    )
    if posted is None:
        return
    show.posted[card.id] = posted["card"]
    show.account.posted[card.kind] += 1


async def reveal(show: Show) -> None:
    """The leaders turn the cards over; people answer one another, mend a word, and one phone sleeps through it."""
    show.say("Reveal: the groups read, and answer each other's problems; what they add passes their leader")
    sleeper = show.members(1)[2]
    await sleeper.phone.sleep()
    await tables.let_leaders_read_first(show, True)
    await move(show, "reveal")
    awake = [player for player in show.holders() if player is not sleeper]
    await asyncio.gather(
        *(write_cards(show, player, early=False) for player in awake),
        *(tables.type_in(show, player) for player in show.seated()),
    )
    await _edit(show)
    await sleeper.phone.wake()
    await write_cards(show, sleeper, early=False)
    show.account.slept += 1
    await tables.approve(show)
    await tables.let_leaders_read_first(show, False)
    show.say(
        f"  {show.account.posted.total()} cards on {event()['groups']} boards; one phone slept and caught up"
    )


async def _edit(show: Show) -> None:
    """Second thoughts about one's own words."""
    for card in (card for card in cards() if card.draft and card.id in show.posted):
        if card.id == content.tables()["mended_by_leader"]:
            continue
        await show.pace.think(1, 3)
        author = show.author(card).phone
        if await show.attempt(author, "card.edit", card=show.posted[card.id], text=card.text) is not None:
            show.account.edited += 1


async def discuss(show: Show) -> None:
    """The tables talk: replies, a mended word, cards that say the same, a card for the whole room, a call, photos."""
    show.say("The tables talk about what they read")
    await asyncio.gather(
        tables.mend(show),
        tables.merge(show, "merged_early"),
        tables.hide_and_undo(show),
        tables.hold_up(show),
        tables.call(show),
        tables.photograph(show),
        tables.talk(show),
    )
    told = show.account.table
    show.say(f"  {told['replies']} replies, {told['same']} times \u201csame here\u201d")


async def vote(show: Show) -> None:
    """Everybody gives their dots to cards of their group, and some change their mind."""
    show.say("The groups vote")
    await move(show, "vote")
    await asyncio.gather(
        *(lay_dots(show, player) for player in show.holders()),
        *(_vote_by_table(show, player) for player in show.seated()),
    )
    await tables.merge(show, "merged_late")
    show.say(f"  {sum(show.account.dots.values())} dots by {len(show.players)} people")


async def lay_dots(show: Show, player: Player) -> None:
    round = await tables.open_round(show, player)
    first, second, third = likes(show, player)
    for card, dots in ((first, 1), (first, 2), (second, 1), (second, 0), (third, 2), (second, 1)):
        await show.pace.think(2, 6)
        ballot = {"round": round, "subject": f"card:{card}", "dots": dots}
        if await show.attempt(player.phone, "ballot.cast", **ballot) is not None:
            show.account.cast(player.person, card, dots)


async def _vote_by_table(show: Show, player: Player) -> None:
    """Table mode: the leader's device lays the whole ballot of whoever has none; the second replaces the first."""
    first, second, third = likes(show, player)
    await tables.hand_in(show, player, [{first: 3, third: 2}, {first: 2, third: 2, second: 1}])


def likes(show: Show, player: Player) -> list[int]:
    """Three cards of the own table. Somebody likes two that turn out to say the same."""
    on_board = [id for id in show.on_board(player.seat.group) if id not in show.account.under]
    dice, late = show.pace.of(player.seat.number), content.tables()["merged_late"]
    if player.seat.number == late["both"] and {late["head"], late["other"]} <= show.posted.keys():
        head, other = show.posted[late["head"]], show.posted[late["other"]]
        return [head, dice.choice([id for id in on_board if id not in (head, other)]), other]
    return dice.sample(on_board, 3)


async def report(show: Show) -> None:
    """The leaders close the vote, the group prepares its result, and it goes to the chair; one thinks again."""
    show.say("The groups prepare their results and submit")
    await move(show, "report")
    for leader in show.leaders():
        await tables.prepare(show, leader)
        await tables.submit(show, leader)
    await tables.vote_by_hand(show)
    await show.chair.until(
        lambda: len(list(show.chair.replica.of("submission"))) >= show.account.submitted,
        "every group's submission",
    )


async def present(show: Show) -> None:
    """One group after the other stands up; the screen shows its result, and then card by card."""
    show.say("The groups present; watch the screen")
    for leader in show.leaders():
        await tables.present(show, leader)
    await tables.find_a_phone(show)


async def move(show: Show, phase: str) -> None:
    for leader in show.leaders():
        await show.pace.think(1, 2)
        await show.attempt(leader.phone, "board.move", board=show.board(leader.seat.group), phase=phase)


async def merge(show: Show) -> None:
    """The chair gathers what all groups brought into themes; the vision board grows on the screen."""
    show.say("The chair merges; watch the screen")
    await show.go("vision", 2)
    taken = _strongest(show)
    made: dict[str, int] = {}
    for theme in themes():
        if theme.key == SLIP:
            continue
        if not taken[theme.key]:
            continue
        title = theme.title if made else WORKING_TITLE
        first, *rest = taken[theme.key]
        created = await _chair(show, "theme.create", title=title, cards=[first])
        if created is None:
            continue
        made[theme.key] = created["theme"]
        show.account.place(created["theme"], first)
        if title is WORKING_TITLE:
            await _chair(show, "theme.rename", theme=made[theme.key], title=theme.title)
            show.account.renamed += 1
        for some in (rest[:2], rest[2:4], rest[4:]):
            if some:
                await _place(show, made[theme.key], some)
    await _slip(show, taken, made)
    known = show.chair.replica
    await show.chair.until(lambda: all(known.get("theme", id) for id in made.values()), "every theme")
    for id in sorted(made.values(), key=lambda id: _votes(show, id), reverse=True):
        await _chair(show, "theme.order", theme=id, before=None)  # to the end: the strongest went first
    show.account.themes = len(made)
    await team.gather(show, made)
    show.say(f"  {len(show.account.lying)} cards in {len(made)} themes; {team.missing(show)}")
    await team.present(show, made)


async def choose(show: Show) -> None:
    await team.poll(show)


async def _slip(show: Show, taken: dict[str, list[int]], made: dict[str, int]) -> None:
    """Two slips of the hand: one is undone, one is split off again. Nothing is lost by either."""
    if not taken[SLIP] or not {"services", SLIP_INTO} <= made.keys():
        return
    await _chair(show, "theme.place", theme=made["services"], cards=taken[SLIP])
    await _undo(show, theme=made["services"], cards=taken[SLIP])
    await _place(show, made[SLIP_INTO], taken[SLIP])
    title = next(theme.title for theme in themes() if theme.key == SLIP)
    split = await _chair(show, "theme.split", theme=made[SLIP_INTO], cards=taken[SLIP], title=title)
    if split is not None:
        made[SLIP] = split["theme"]
        show.account.split += 1
        show.account.place(split["theme"], *taken[SLIP])


async def _place(show: Show, theme: int, cards: list[int]) -> None:
    if await _chair(show, "theme.place", theme=theme, cards=cards) is not None:
        show.account.place(theme, *cards)


async def _undo(show: Show, **says: Any) -> None:
    """Take back the step that says this."""
    deed = await tables.the_step(show.chair, lambda deed: deed["says"] == says)
    await _chair(show, "deed.undo", deed=deed["id"])
    show.account.undone += 1


async def _chair(show: Show, name: str, /, **data: Any) -> dict[str, Any] | None:
    await show.pace.think(1.5, 3.5)
    return await show.attempt(show.chair, name, **data)


def _strongest(show: Show) -> dict[str, list[int]]:
    """From what the groups submitted, the strongest cards of each, by the theme they belong to."""
    by_theme: dict[str, list[int]] = defaultdict(list)
    latest = {s["group"]: s for s in sorted(show.chair.replica.of("submission"), key=lambda s: s["number"])}
    for _, submission in sorted(latest.items()):
        ranked = sorted(submission["cards"], key=lambda entry: entry["votes"], reverse=True)
        for entry in ranked[:CARDS_A_GROUP]:
            if card := show.of_card(entry["card"]):
                by_theme[card.theme].append(entry["card"])
    return by_theme


def _votes(show: Show, theme: int) -> int:
    record = show.chair.replica.get("theme", theme)
    return int(record["votes"] + record["hands"]) if record else 0


async def close(show: Show) -> None:
    show.say("The chair closes the day")
    await show.go("closing", 1)


ACTS = (arrive, open_day, write, reveal, discuss, vote, report, present, merge, choose, close)
