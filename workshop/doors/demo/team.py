"""What the theme team does beside the chair, and what the chair does with the board once it stands."""

from __future__ import annotations

from typing import Any

from . import content, tables
from .show import Player, Show

HELPER = "30"  # of the last table, who helps the chair at the merge desk


def free(show: Show, theme: str) -> list[int]:
    """Cards on view that belong to this theme and lie in none, by what the chair's page shows."""
    placed = {one["card"] for one in show.chair.replica.of("source")}
    on_view = {
        one["id"]
        for one in show.chair.replica.of("card")
        if one["into"] is None and not (one.get("hidden") or one.get("withdrawn") or one.get("pending"))
    }
    mine = [
        show.posted[card.id] for card in content.cards() if card.theme == theme and card.id in show.posted
    ]
    return [id for id in mine if id in on_view and id not in placed]


async def gather(show: Show, made: dict[str, int]) -> None:
    """A helper accepts what says the same, refuses what does not, sets aside, joins, and mends a hasty join."""
    helper = show.player(HELPER)
    await _chair(show, "person.promote", person=helper.person, role="helper")
    await helper.phone.until(lambda: _of_the_team(helper), "the theme team's desk")
    show.say(f"  {helper.seat.name} helps at the merge desk")
    said = content.desk()
    await _does(show, helper, "synonym.add", lines=[said["synonyms"]])
    alike = free(show, "budget")[:2]
    if alike and "budget" in made:
        # A theme of their own first, in both languages; then it is seen to be part of another.
        sets = [{"cards": alike, "title": said["hinted"]}]
        accepted = await _does(show, helper, "hint.accept", sets=sets)
        if accepted is not None:
            theme = accepted["themes"][0]
            show.account.hinted = len(alike)
            show.account.place(theme, *alike)
            if await _does(show, helper, "theme.join", theme=made["budget"], themes=[theme]) is not None:
                show.account.join(made["budget"], theme)
    others = [free(show, key)[:1] for key in ("services", "people")]
    if all(others):
        await _does(show, helper, "hint.refuse", sets=[[id for some in others for id in some]])
        if await _does(show, helper, "card.park", cards=others[1], on=True) is not None:
            show.account.aside = len(others[1])
    await _does(show, helper, "theme.note", theme=made["connect"], note=said["note"])
    if {"coord", "budget"} <= made.keys():
        joined = {"theme": made["budget"], "themes": [made["coord"]]}
        if await _does(show, helper, "theme.join", **joined) is not None:
            deed = await tables.the_step(
                helper.phone,
                lambda deed: deed["name"] == "theme.join" and deed["says"]["themes"] == [made["coord"]],
            )
            await _does(show, helper, "deed.undo", deed=deed["id"])
            show.account.undone += 1
    await go_back(show, helper, made)
    await _again(show)


async def go_back(show: Show, helper: Player, made: dict[str, int]) -> None:
    """Another order is tried, gone back on in one step after a look at what that undoes, and put back."""
    last = max(int(deed["id"]) for deed in helper.phone.replica.of("deed"))
    for theme in (made["connect"], made["people"]):
        await _does(show, helper, "theme.order", theme=theme, before=None)
    seen = await _does(show, helper, "deed.rewind", deed=last, preview=True)
    undone = await _does(show, helper, "deed.rewind", deed=last)
    if undone is None or seen is None:
        return  # a visitor's step stands on one of them
    if seen != undone and not show.visitors():
        show.account.wrong.append(f"going back undid {undone} where {seen} was announced")
    for deed in reversed(undone["undone"]):
        show.account.back += await _does(show, helper, "deed.redo", deed=deed) is not None


async def _again(show: Show) -> None:
    """A group thinks again while the chair merges: what is placed stays placed, and the desk marks what changed."""
    leader = show.leaders()[-1]
    board = show.board(leader.seat.group)
    before = max(int(one["id"]) for one in show.chair.replica.of("submission"))
    await show.pace.think(1, 3)
    if await show.attempt(leader.phone, "board.recall", board=board) is None:
        return
    ranked = tables.strongest(show, leader)
    await show.attempt(leader.phone, "board.arrange", board=board, cards=ranked[: tables.PRESENTED - 1])
    await tables.submit(show, leader)
    await show.chair.until(
        lambda: any(int(one["id"]) > before for one in show.chair.replica.of("submission")), "the new result"
    )


def missing(show: Show) -> str:
    """What coverage tells: the groups' chosen cards that no theme has yet."""
    chosen = {one["card"] for told in show.chair.replica.of("submission") for one in told["cards"]}
    left = {show.account.under.get(card, card) for card in chosen} - show.account.lying.keys()
    return f"{len(left)} of the {len(chosen)} cards that groups chose are in none yet"


async def present(show: Show, made: dict[str, int]) -> None:
    """The chair clarifies, shows one theme alone, holds the picture for a moment, and counts by another rule."""
    said = content.desk()
    first = made["connect"]
    for subject, text in (
        (f"theme:{first}", said["clarified"]),
        (f"card:{show.posted['101']}", said["of_card"]),
    ):
        await _chair(show, "clarification.set", subject=subject, text=text)
    await _chair(show, "vision.show", theme=first)
    await show.pace.think(8)
    await _chair(show, "vision.show", theme=None, sort="votes")
    await _chair(show, "screen.hold", how="frozen")
    await _chair(show, "vision.count", rule="average")
    await _chair(show, "screen.hold", how="live")
    await show.pace.think(5)


async def poll(show: Show) -> None:
    """All phones vote on the themes; what the server counts is worked out a second time from what was laid."""
    show.say("The whole room votes on the themes")
    order = sorted(show.chair.replica.of("theme"), key=lambda one: (one["position"], one["id"]))
    themes = [one["id"] for one in order if not one["parked"]]
    if len(themes) < 4:
        return  # a visitor took the board apart
    opened = await _chair(show, "poll.open", budget=3, cap=2)
    if opened is None:
        return
    for at, player in enumerate(show.holders()):
        liked = themes[at % 3], themes[3 + at * 2 % (len(themes) - 3)]
        for theme, dots in zip(liked, (2, 1), strict=True):
            laid = {"round": opened["round"], "subject": f"theme:{theme}", "dots": dots}
            if await _does(show, player, "ballot.cast", 0.2, **laid) is not None:
                show.account.plenary[player.person, theme] = dots
    await _chair(show, "poll.close")
    await _chair(show, "vision.count", rule="fresh")
    expected = show.account.chosen()
    if show.visitors():
        return
    known = show.chair.replica

    def fresh() -> dict[int, int]:
        told = {one["id"]: one["numbers"]["fresh"] for one in known.of("theme")}
        return {id: n for id, n in told.items() if n}

    try:
        await show.chair.until(lambda: fresh() == expected, "the plenary's result")
    except TimeoutError:
        show.account.wrong.append(f"the plenary's vote: {fresh()} instead of {expected}")


def _of_the_team(player: Player) -> bool:
    return any(name.startswith("team:") for name in player.phone.replica.streams)


async def _does(
    show: Show, who: Player, name: str, pause: float = 2.0, /, **data: Any
) -> dict[str, Any] | None:
    await show.pace.think(pause / 2, pause)
    return await show.attempt(who.phone, name, **data)


async def _chair(show: Show, name: str, /, **data: Any) -> dict[str, Any] | None:
    await show.pace.think(1.5, 3.5)
    return await show.attempt(show.chair, name, **data)
