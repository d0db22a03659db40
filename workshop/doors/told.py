"""What docs/protocol.md says that no code could tell: what a relation means, why a code is given, what a record holds.

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
REPLIES: Final = {
    "ballot.anew": "left",
    "ballot.cast": "left",
    "board.move_all": "moved",
    "ballot.hand_in": "left",
    "board.submit": "number",
    "call.make": "call",
    "card.approve": "approved",
    "card.hide_many": "hidden",
    "card.merge": "card",
    "card.post": "card",
    "card.record": "card",
    "chair.renew": "chair token",
    "deed.rewind": "undone",
    "deed.undo": "undone",
    "group.add": "group",
    "hint.accept": "themes",
    "house.renew": "token",
    "org.add": "org",
    "person.join": "person group code token",
    "person.recode": "code",
    "person.renew": "person token",
    "person.return": "person group code token",
    "person.seat": "person code",
    "photo.attach": "photo",
    "poll.open": "round",
    "reply.post": "reply",
    "round.rerun": "round",
    "step.add": "step",
    "synonym.add": "synonyms",
    "theme.create": "theme",
    "theme.split": "theme",
    "workshop.create": "workshop code chair token",
    "workshop.forget": "named ballots cards tallies",
}
# type: (streams it is on, its fields, what to know of it)
RECORDS: Final = {
    "workshop": (
        "workshop",
        "code title programme venue days purposes lang named assign state budget cap approve door most most_group"
        " forgotten step",
        "`forgotten` is since when nothing says who wrote and how people voted, else null;"
        " `step` is the agenda's current one; `budget`, `most` and `most_group` null are without limit; `door` is open,"
        " wait or closed",
    ),
    "step": ("workshop", "kind day title body speaker position", "a line of the agenda"),
    "org": ("workshop", "lo en kind position", "an organisation people choose from"),
    "group": ("workshop", "number name colour", "`colour` is one of eight, 0 to 7"),
    "board": (
        "workshop",
        "group phase locked posting voting ready presenting timer submitted",
        "`posting` and `voting` are false where stopped alone; `ready` and `presenting` since when;"
        " `timer` is null or `{ends, left, length}` in ms: `ends` while it runs, `left` while it is held",
    ),
    "progress": (
        "workshop",
        "group people cards kinds writers voters handed seats",
        "numbers of those at the table now; `handed`: for so many of the voters another handed it in;"
        " `seats`: so many without a phone have no ballot; its id is the board's; drawn at most once a second; all but"
        " `people` move by threes while cards are private and nobody is named",
    ),
    "person": (
        "group desk chair person",
        "name org org_other role group removed seated waiting came same device origin code lang nudged moved",
        "`seated` has no phone; `waiting` is at the door; where two rows are one person, the chair alone has the other,"
        " with `same`; `device` and `origin` are marks of where they came from, the chair's alone; `code`, `lang`,"
        " `nudged` and `moved` (votes left at other tables, `[{group, votes, told}]`, until seen) on the person's own"
        " stream alone;"
        " on the desk once sent out, while waiting, and where two of one name sit at the table; of whoever was sent out"
        " only what is so of `name`, `org`, `org_other`, `group`, `removed`, `waiting` and `same`",
    ),
    "comeback": ("chair desk", "person at", "when somebody last came back by their personal code"),
    "card": (
        "group desk person",
        "board group org kind text lang answers into hidden pending reworded original paper edited at reason author"
        " withdrawn",
        "`into` is the card it is merged under; `pending` waits for the leader's yes, on desk and author's stream;"
        " `original` the author's own words, there too; `author` and `at` only where cards are named, `at` on the"
        " author's own stream in any case; `author` without id for a paper"
        " card of nobody at the table; `reason` while hidden; `withdrawn` on the author's own stream",
    ),
    "round": (
        "workshop group",
        "number method budget cap live late board state",
        "`state`: waiting, open or closed; `late`: some votes came after its result was told and do not"
        " count yet; `board` null is the plenary's, on the workshop's stream",
    ),
    "ballot": (
        "person",
        "round subject dots",
        "one's own dots on `subject`, such as `card:17`, laid by phone; what was handed in is on no stream",
    ),
    "handed": ("person", "round at", "one's ballot in this round was handed in at the table's device"),
    "tally": (
        "workshop group",
        "round subject votes voters hands",
        "id `<round>.card.<card>`, in the plenary `<round>.theme.<theme>`; while voting only where the round is `live`,"
        " else once it is closed; `votes` of all that is merged there, each person up to the cap; `hands` raised, not"
        " among the votes",
    ),
    "vision": (
        "workshop",
        "counting chosen k of round polling telling voted floor handed sort langs theme hold held",
        "the shared board itself: `counting` is `sum`, `average`, `top` (of the `k` first) or `fresh`; `of` says what"
        " the numbers are of, `{tables, closed, people, handed, tops, groups}`, for `handed` of the people by another,"
        " with `groups` by id `[people, least weight in its top]`; `voted` of the `floor` (whom it asks) in the"
        " plenary's `round`, `handed` of them by another, drawn once a second; `telling`"
        " while its result stands on the screens: `counting` is `fresh` then, unless one was chosen since, and `chosen`"
        " is the rule beneath; `sort`, `langs` and `theme` are what screens show, `hold` is `live`, `frozen` or"
        " `blank`; its id is the workshop's",
    ),
    "theme": (
        "workshop team",
        "title colour position parked joined cards groups votes hands numbers",
        "`groups` is its breadth; `joined` the themes joined to it, gone themselves, whose dots count here; `votes` of"
        " the last closed rounds; `numbers` by rule, `{sum, average, top, fresh}`, `fresh` null where the room was not"
        " asked about it or may not know yet; on the team's stream while `parked`",
    ),
    "note": ("team", "theme text", "the theme team's own note; its id is the theme's"),
    "source": (
        "workshop team",
        "text lang kind answers theme card group org merged votes voters hands position",
        "a card as it stands in a theme; its id is the card's; on the team's stream while it is set aside (`theme` is"
        " null) or its theme is parked",
    ),
    "refusal": ("team", "cards", "cards that were said not to be the same"),
    "synonym": ("workshop", "words", "words that mean the same, in any language"),
    "clarification": (
        "workshop group team",
        "subject text at",
        "the chair's words to a card or theme, `{lo, en}`, wherever that is shown; its id is `card.<card>` or"
        " `theme.<theme>`",
    ),
    "submission": (
        "group team",
        "board group number at cards summary changes people",
        "a result as handed in: `cards` is `[{card, votes, hands, picked, merged}]`, the chosen first;"
        " `changes` against the one before is null for the first; of a card on view no more"
        " `votes` and `hands` are null; the votes are of those who count now, `people` says how many: `{voters, handed,"
        " left_out}`, for so many of them another handed it in, and so many were sent out since; null in older ones",
    ),
    "hands": (
        "group",
        "round present counts by at",
        "a show of hands, `counts` `[{card, hands}]`; its id is the round's; never ballots",
    ),
    "report": (
        "group",
        "board group cards summary",
        "the result as the table prepares it: the chosen cards in their order; its id is the board's",
    ),
    "roll": (
        "desk",
        "board group unwritten unvoted",
        "who has not written or voted yet, `[person]`; null where it is not told; its id is the board's",
    ),
    "spotlight": (
        "workshop group",
        "board group room card kind text lang at",
        "the card held up; on the workshop's stream where the whole `room` sees it; its id is the board's",
    ),
    "presentation": (
        "workshop",
        "board group at card summary cards",
        "a result on the screen: `cards` `[{card, kind, text, lang, answers, to, votes, hands, merged}]`, `card` the"
        " one shown, null for the overview; its id is the board's",
    ),
    "call": ("chair desk", "board group by text at open", "a leader asks the chair to come"),
    "reply": (
        "group screen desk person",
        "card text lang place at hidden reason author withdrawn",
        "a word under a card, with the manners of a card; `place` is 1, 2, 3 under it, `at` only where writers are"
        " named; on the screens' stream while its card is on the vision board,"
        " with no author, and `card` is there the one it was merged under",
    ),
    "reactions": (
        "group",
        "card counts",
        "people by kind, `{same, good, unclear}`; its id is the card's; drawn at most once a second",
    ),
    "reaction": ("person", "card kind", "one's own"),
    "photo": (
        "workshop group screen desk person",
        "board group card width height caption at hidden withdrawn",
        "`card` null is on the board itself; `at` only where writers are named; on the workshop's stream while its card"
        " is held up for the room, or its"
        " group's result presented; on the screens' while its card is on the vision board, and `card` is there the one"
        " it was merged under; `withdrawn` on its author's own stream",
    ),
    "deed": (
        "chair team desk",
        "name at says undone note group by",
        "a step of the history; on a group's desk when it was about that group, on the team's stream when the theme"
        " team may do it; `note` stands on a line that nothing takes back",
    ),
}
