"""Cards: written, edited, merged, hidden, approved, replied to."""

from __future__ import annotations

from tests.features.each import means, one, phase, posts, there
from tests.world import World


@means("card.post")
def post(play: World) -> None:
    card = posts(play, text="  Systems   are not connected ")
    assert one(play, "kham", "card", card)["text"] == "Systems are not connected"
    assert not there(play, "dao", "card", card) and not there(
        play, "noy", "card", card
    )  # private until the reveal
    phase(play, "reveal")
    assert one(play, "dao", "card", card)["kind"] == "problem"
    assert not there(play, "vanh", "card", card)  # the other table


@means("card.edit")
def edit(play: World) -> None:
    card = posts(play)
    play.must("kham", "card.edit", card=card, text="Data is not exchanged")
    assert one(play, "kham", "card", card)["text"] == "Data is not exchanged"
    assert play.declined("dao", "card.edit", card=card, text="Mine") in ("not_found", "not_allowed")


@means("card.withdraw")
def withdraw(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    play.must("kham", "card.withdraw", card=card)
    assert not there(play, "dao", "card", card)
    assert one(play, "kham", "card", card)["withdrawn"]


@means("card.return")
def back(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    play.must("kham", "card.withdraw", card=card)
    play.must("kham", "card.return", card=card)
    assert one(play, "dao", "card", card)["text"] == "Systems are not connected"


@means("card.record")
def record(play: World) -> None:
    phase(play, "reveal")
    facts = {"board": 1, "kind": "problem", "text": "No budget line", "lang": "en", "by": "Ms Keo"}
    card = play.must("noy", "card.record", **facts)["card"]
    assert one(play, "dao", "card", card)["paper"] is True
    assert play.declined("kham", "card.record", **facts) == "not_allowed"


@means("card.hide")
def hide(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    play.must("noy", "card.hide", card=card, reason="double")
    assert not there(play, "dao", "card", card)
    assert one(play, "kham", "card", card)["reason"] == "double" == one(play, "noy", "card", card)["reason"]


@means("card.restore")
def restore(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    play.must("noy", "card.hide", card=card, reason="double")
    play.must("noy", "card.restore", card=card)
    assert not one(play, "dao", "card", card)["hidden"]


@means("card.hide_many")
def hide_many(play: World) -> None:
    first, second = posts(play), posts(play, "dao")
    phase(play, "reveal")
    gone = play.must("noy", "card.hide_many", board=1, cards=[first, second], reason="said already")
    assert gone == {"hidden": 2}
    assert not there(play, "kham", "card", second) and not there(play, "dao", "card", first)


@means("card.merge")
def merge(play: World) -> None:
    head, member = posts(play), posts(play, "dao")
    phase(play, "reveal")
    assert play.must("noy", "card.merge", card=head, others=[member]) == {"card": head}
    assert one(play, "kham", "card", member)["into"] == head


@means("card.split")
def split(play: World) -> None:
    head, member = posts(play), posts(play, "dao")
    phase(play, "reveal")
    play.must("noy", "card.merge", card=head, others=[member])
    play.must("noy", "card.split", card=member)
    assert one(play, "kham", "card", member)["into"] is None


@means("card.reword")
def reword(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    play.must("noy", "card.reword", card=card, text="Ministries do not exchange data")
    assert one(play, "dao", "card", card)["text"] == "Ministries do not exchange data"
    own = {"text": "Systems are not connected", "lang": "en"}
    assert one(play, "kham", "card", card)["original"] == own  # the author's own words stay theirs
    assert not one(play, "dao", "card", card).get("original")


@means("card.approve")
def approve(play: World) -> None:
    play.must("chair", "workshop.edit", approve=True)
    phase(play, "reveal")
    card = posts(play)
    assert one(play, "noy", "card", card)["pending"] and not there(play, "dao", "card", card)
    assert play.must("noy", "card.approve", board=1, cards=[card]) == {"approved": 1}
    assert not one(play, "dao", "card", card).get("pending")


@means("card.park")
def park(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    play.must("mek", "card.park", cards=[card], on=True)
    assert one(play, "chair", "source", card)["theme"] is None
    assert not there(play, "kham", "source", card)  # what was set aside is the theme team's
    assert one(play, "dao", "card", card)["text"]  # and its table has it as before


@means("reply.post")
def reply(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    id = play.must("dao", "reply.post", card=card, text="The tax office has the same", lang="en")["reply"]
    assert one(play, "kham", "reply", id)["card"] == card
    assert not there(play, "vanh", "reply", id)


@means("reply.withdraw")
def reply_withdraw(play: World) -> None:
    id = _reply(play)
    play.must("dao", "reply.withdraw", reply=id)
    assert not there(play, "kham", "reply", id)
    assert one(play, "dao", "reply", id)["withdrawn"]


@means("reply.return")
def reply_return(play: World) -> None:
    id = _reply(play)
    play.must("dao", "reply.withdraw", reply=id)
    play.must("dao", "reply.return", reply=id)
    assert one(play, "kham", "reply", id)["text"] == "The tax office has the same"


@means("reply.hide")
def reply_hide(play: World) -> None:
    id = _reply(play)
    play.must("noy", "reply.hide", reply=id, reason="not polite")
    assert not there(play, "kham", "reply", id)
    assert one(play, "dao", "reply", id)["reason"] == "not polite"


@means("reply.restore")
def reply_restore(play: World) -> None:
    id = _reply(play)
    play.must("noy", "reply.hide", reply=id)
    play.must("noy", "reply.restore", reply=id)
    assert not one(play, "kham", "reply", id)["hidden"]


def _reply(play: World) -> int:
    card = posts(play)
    phase(play, "reveal")
    facts = {"card": card, "text": "The tax office has the same", "lang": "en"}
    return int(play.must("dao", "reply.post", **facts)["reply"])


@means("reaction.set")
def reaction(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    play.must("dao", "reaction.set", card=card, kind="same", on=True)
    play.must("dao", "reaction.set", card=card, kind="same", on=True)  # a second tap is the same one
    play.must("kham", "reaction.set", card=card, kind="unclear", on=True)
    assert one(play, "noy", "reactions", card)["counts"] == {"same": 1, "good": 0, "unclear": 1}
    play.must("dao", "reaction.set", card=card, kind="same", on=False)
    assert one(play, "noy", "reactions", card)["counts"]["same"] == 0


@means("clarification.set")
def clarification(play: World) -> None:
    card = posts(play)
    phase(play, "reveal")
    said = {"lo": "", "en": "This is about the provinces."}
    play.must("chair", "clarification.set", subject=f"card:{card}", text=said)
    assert one(play, "dao", "clarification", f"card.{card}")["text"] == said
    play.must("chair", "clarification.set", subject=f"card:{card}", text={"lo": "", "en": ""})
    assert not there(play, "dao", "clarification", f"card.{card}")  # no words take it away


PICTURE = {"file": "5e" * 32, "width": 2048, "height": 1536}


@means("photo.attach")
def photo(play: World) -> None:
    card = posts(play)
    id = _photo(play, card)
    assert not there(play, "dao", "photo", id)  # private as its card is
    phase(play, "reveal")
    assert one(play, "dao", "photo", id)["card"] == card


@means("photo.remove")
def photo_remove(play: World) -> None:
    id = _shown(play)
    play.must("kham", "photo.remove", photo=id)
    assert not there(play, "dao", "photo", id)


@means("photo.return")
def photo_return(play: World) -> None:
    id = _shown(play)
    play.must("kham", "photo.remove", photo=id)
    play.must("kham", "photo.return", photo=id)
    assert there(play, "dao", "photo", id)


@means("photo.hide")
def photo_hide(play: World) -> None:
    id = _shown(play)
    play.must("noy", "photo.hide", photo=id)
    assert not there(play, "dao", "photo", id)
    assert one(play, "kham", "photo", id)["hidden"]


@means("photo.restore")
def photo_restore(play: World) -> None:
    id = _shown(play)
    play.must("noy", "photo.hide", photo=id)
    play.must("noy", "photo.restore", photo=id)
    assert there(play, "dao", "photo", id)


def _photo(play: World, card: int) -> int:
    return int(play.must("kham", "photo.attach", board=1, card=card, caption="Table 1", **PICTURE)["photo"])


def _shown(play: World) -> int:
    id = _photo(play, posts(play))
    phase(play, "reveal")
    return id
