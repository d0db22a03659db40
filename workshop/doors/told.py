"""What docs/protocol.md says that no code could tell: what a relation means and why a code is given.

Tests hold every line of it to a house at work, so none can grow old.
"""

from __future__ import annotations

from typing import Final

WHO: Final = {
    "guest": "came to the door without a token",
    "invited": "holds the link that makes its holder a leader of one group",
    "joined": "any person of this workshop, whatever their role",
    "floor": "any person of this workshop but the chair",
    "self": "the person the command is about",
    "author": "wrote the card, while it is not hidden",
    "member": "sits in the group the command is about, the chair excepted",
    "leader": "leads the group the command is about; the leader of another group is nobody here",
    "helper": "is of the theme team that helps the chair at the merge desk",
    "chair": "chairs this workshop",
    "screen": "the projector's page: it reads, and may give no command",
    "owner": "holds the house's own link: lists workshops and opens new ones",
}
WHEN: Final = {
    "write": "the board's cards are private to their authors",
    "reveal": "the whole group sees the cards",
    "vote": "dots are laid",
    "report": "the votes are told and the result is handed in",
    "open": "not about a board: the workshop is open",
    "poll": "not about a board: the whole room votes on the themes",
    "locked": "leader or chair stopped the board; stands in for its phase",
    "closed": "the workshop is closed; stands in for every phase",
}
# What any command may be answered, beside its own refusals.
ANY: Final = {
    "malformed": "the frame, the body or the command id cannot be read",
    "unknown_command": "no command has this name",
    "unknown_field": "a field nobody declared: `field` names it",
    "invalid": "a field of the wrong kind, or missing: `field` names it",
    "empty": "nothing is left of a required text once it is cleaned",
    "too_long": "more than `max` code points, or entries, once cleaned",
    "too_many_lines": "a text of paragraphs has more lines than `max`",
    "not_allowed": "the rule names no relation that holds",
    "not_found": "there is no such row, or none this person may know of",
    "wrong_phase": "the relation holds, in another phase",
    "locked": "the board is locked",
    "closed": "the workshop is closed",
    "removed": "the person was sent out of the workshop",
    "renewed": "what the token stands for has been renewed since; it opens nothing any more",
    "united": "the row was made one with another of the same person, who comes in by that one's code",
    "id_reused": "this id came before with another name or body",
    "too_fast": "transient: come again after `retry_after` seconds, with the same id",
    "busy": "transient: the queue or the database is full",
    "disk_full": "transient: the server's disk has no room left; nothing was kept",
    "error": "transient: a fault of the server's",
}
OWN: Final = {
    "code": "no workshop, or no person, has this code",
    "org": "neither an organisation of the list nor another's name was given",
    "door_closed": "nobody comes in now who is not in already; a personal code still brings somebody back",
    "group_full": "the group has `max` people, and takes no more",
    "workshop_full": "the workshop has `max` people, and takes no more",
    "here_already": "somebody of this name and organisation is here; `another` says that this is another",
    "invite_used": "the invitation to lead has brought in as many as it was for",
    "group_needed": "a group must be named, or the person must sit in one",
    "over_budget": "`left` dots are left",
    "other_method": "this vote goes by another method",
    "over_cap": "one card takes at most `max` from one person",
    "votes_in": "dots were laid in this round already",
    "cannot_loosen": "somebody wrote here believing it anonymous",
    "not_ready": "there is nothing to do this to yet, or something still stands on it",
    "full": "there are sixty groups",
    "built_on": "later steps, `deeds`, touched the same: undo them together",
    "photos_full": "there are `max` photos on this card or board",
    "photos_quota": "all photos of the workshop together take `max` MB, and no more fit",
    "too_large": "the photo has more than `max` MB",
    "not_photo": "the bytes are no JPEG, PNG, WebP or HEIC, or a broken one",
    "pixels": "the picture has more than `max` million pixels",
    "seated": "this person has a phone: nobody hands in for them",
    "hands_over": "more hands than people present, for `card`",
    "many_present": "more present than the `most` who sit here without a ballot: asked about once, `sure` says yes",
    "laid_by_phone": "this person voted by phone in this vote: nobody replaces it",
    "voted_elsewhere": "this person's votes are in the told result of another table",
    "in_result": "this person's votes are in a result that was seen: the chair alone may send out or let in",
    "result_seen": "tallies of this vote were seen: a ballot given by phone is not replaced, or it would show",
    "handed_in": "the ballot was handed in at the table's device and stands until its owner begins anew",
    "placed": "all of these cards lie in a theme by now",
    "forgotten": "who wrote and how people voted was forgotten: the workshop opens no more",
    "conflict": "something that is no step of the history has changed the row since",
}
