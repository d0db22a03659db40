"""People: coming in, seats, roles, codes, being sent out and let in, and one who came twice."""

from __future__ import annotations

from typing import Any

from tests.features.each import means, one, posts, there
from tests.world import World

WHO = {"lang": "en", "org_other": "Ministry", "group": 1}


def comes(play: World, name: str, **more: Any) -> int:
    id = int(play.must("guest", "person.join", name=name, **WHO | more)["person"])
    play.claims[name], play.people[name] = play.claim(id), id
    return id


@means("person.join")
def join(play: World) -> None:
    id = comes(play, "  Ms   Keo ")
    assert one(play, "kham", "person", id)["name"] == "Ms Keo"
    assert play.declined("guest", "person.join", name="No organisation", lang="en", group=1) == "org"
    assert play.declined("guest", "person.join", name="Ms Keo", another=False, **WHO) == "here_already"


@means("person.return")
def back(play: World) -> None:
    code = one(play, "kham", "person", play.people["kham"])["code"]
    assert play.must("guest", "person.return", code=code)["person"] == play.people["kham"]
    assert play.declined("guest", "person.return", code="1" * len(code)) == "code"


@means("person.rename")
def rename(play: World) -> None:
    play.must("kham", "person.rename", name="Kham Phone", org=1)
    assert one(play, "dao", "person", play.people["kham"])["name"] == "Kham Phone"


@means("person.speak")
def speak(play: World) -> None:
    play.must("kham", "person.speak", lang="lo")
    assert one(play, "kham", "person", play.people["kham"])["lang"] == "lo"


@means("person.choose")
def choose(play: World) -> None:
    play.must("chair", "workshop.edit", assign="choose")
    play.must("kham", "person.choose", group=2)
    assert one(play, "vanh", "person", play.people["kham"])["group"] == 2


@means("person.move")
def move(play: World) -> None:
    play.must("chair", "person.move", person=play.people["kham"], group=2)
    assert there(play, "vanh", "person", play.people["kham"])
    assert not there(play, "dao", "person", play.people["kham"])


@means("person.promote")
def promote(play: World) -> None:
    assert play.declined("kham", "board.move", board=1, phase="reveal") == "not_allowed"
    play.must("chair", "person.promote", person=play.people["kham"], role="leader")
    play.claims["kham"] = play.claim(play.people["kham"])
    play.must("kham", "board.move", board=1, phase="reveal")


@means("person.remove")
def remove(play: World) -> None:
    kham = play.people["kham"]
    card = posts(play)
    play.must("noy", "person.remove", person=kham)
    play.settle()
    assert (kham, "removed") in play.dismissed
    assert play.declined("kham", "card.withdraw", card=card) == "removed"
    assert not there(play, "dao", "person", kham)


@means("person.readmit")
def readmit(play: World) -> None:
    kham = play.people["kham"]
    play.must("noy", "person.remove", person=kham)
    play.must("noy", "person.readmit", person=kham)
    assert there(play, "dao", "person", kham)
    play.claims["kham"] = play.claim(kham)
    posts(play)


@means("people.remove")
def people_remove(play: World) -> None:
    out = [play.people["kham"], play.people["vanh"]]
    play.must("chair", "people.remove", people=out)
    assert not there(play, "dao", "person", out[0]) and not there(play, "sy", "person", out[1])


@means("people.readmit")
def people_readmit(play: World) -> None:
    out = [play.people["kham"], play.people["vanh"]]
    play.must("chair", "people.remove", people=out)
    play.must("chair", "people.readmit", people=out)
    assert there(play, "dao", "person", out[0]) and there(play, "sy", "person", out[1])


@means("people.admit")
def admit(play: World) -> None:
    play.must("chair", "workshop.edit", door="wait")
    id = comes(play, "New")
    assert not there(play, "kham", "person", id)
    play.must("noy", "people.admit", people=[id], group=1)
    assert there(play, "kham", "person", id)


@means("person.seat")
def seat(play: World) -> None:
    made = play.must("noy", "person.seat", group=1, name="Mr Bounmy", org=1)
    assert one(play, "kham", "person", made["person"])["seated"] is True
    play.must("guest", "person.return", code=made["code"])  # comes in by a phone of their own
    assert one(play, "kham", "person", made["person"])["seated"] is False


@means("person.sit")
def sit(play: World) -> None:
    play.must("noy", "person.sit", person=play.people["kham"])
    assert one(play, "noy", "person", play.people["kham"])["seated"] is True


@means("person.rise")
def rise(play: World) -> None:
    play.must("noy", "person.sit", person=play.people["kham"])
    play.must("kham", "person.rise")
    assert one(play, "noy", "person", play.people["kham"])["seated"] is False


@means("person.leave")
def leave(play: World) -> None:
    play.must("kham", "person.leave")  # of this device alone: another may be theirs, or become it
    assert there(play, "dao", "person", play.people["kham"])


@means("person.hand")
def hand(play: World) -> None:
    play.must("noy", "person.hand", person=play.people["kham"])
    play.must("kham", "board.move", board=1, phase="reveal")
    assert play.declined("noy", "board.move", board=1, phase="vote") == "not_allowed"


@means("person.recode")
def recode(play: World) -> None:
    old = one(play, "kham", "person", play.people["kham"])["code"]
    assert (
        play.must("noy", "person.recode", person=play.people["kham"]) == {}
    )  # whose it is reads it, no leader
    new = one(play, "kham", "person", play.people["kham"])["code"]
    assert new != old
    assert play.declined("guest", "person.return", code=old) == "code"
    assert play.must("guest", "person.return", code=new)["person"] == play.people["kham"]


@means("person.renew")
def renew(play: World) -> None:
    old = play.claims["kham"]
    play.must("kham", "person.renew")
    posts(play)  # this phone goes on
    play.claims["old"] = old
    assert play.declined("old", "card.post", board=1, kind="problem", text="Old", lang="en") == "renewed"


@means("person.seen")
def seen(play: World) -> None:
    card = posts(play)
    play.must("chair", "board.move", board=1, phase="vote")
    play.must("kham", "ballot.cast", round=1, subject=f"card:{card}", dots=1)
    play.must("chair", "person.move", person=play.people["kham"], group=2)
    assert one(play, "kham", "person", play.people["kham"])["moved"]
    play.must("kham", "person.seen")
    assert not one(play, "kham", "person", play.people["kham"])["moved"]


@means("person.unite")
def unite(play: World) -> None:
    twice = comes(play, "Kham", another=True)
    play.must("chair", "person.unite", person=play.people["kham"], other=twice)
    assert not there(play, "dao", "person", twice)
    assert there(play, "dao", "person", play.people["kham"])


@means("chair.renew")
def chair_renew(play: World) -> None:
    old = play.claims["chair"]
    play.must("owner", "chair.renew")
    play.claims["old"] = old
    assert play.declined("old", "workshop.close") == "renewed"
    play.must("chair", "workshop.close")


@means("screen.renew")
def screen_renew(play: World) -> None:
    old = play.claims["screen"]
    play.must("chair", "screen.renew")
    play.snapshot("screen")
    try:
        play.engine.admit(old, play.workshop)
    except Exception as refused:
        assert "renewed" in str(refused)
    else:
        raise AssertionError("the old link of the screen still opens")


@means("house.renew")
def house_renew(play: World) -> None:
    old = play.claims["owner"]
    play.must("owner", "house.renew")
    play.claims["old"] = old
    facts = {"title": {"lo": "", "en": "Another"}, "groups": 1}
    assert play.declined("old", "workshop.create", **facts) == "renewed"


@means("group.invite")
def invite(play: World) -> None:
    play.must("chair", "group.invite", group=1, people=1)
    play.claims["invited"] = play.invitation(1)
    id = play.must("invited", "person.join", name="Leads", lang="en", org_other="-")["person"]
    assert one(play, "kham", "person", id)["role"] == "leader"
    assert play.declined("invited", "person.join", name="Too", lang="en", org_other="-") == "invite_used"
