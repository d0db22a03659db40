"""Refused hints for the theme team; synonyms for everybody, so that a phone finds the same cards alike."""

from collections.abc import Iterable, Sequence

from workshop.features.agenda.views import room
from workshop.features.hints import records
from workshop.features.hints.tables import refusal, synonym
from workshop.features.vision.views import team
from workshop.kernel.nouns import Noun, Row, Shown
from workshop.kernel.work import Work


def see_refusal(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        yield {} if row["gone"] else {team(row): {"cards": row["cards"]}}


def see_synonym(work: Work, rows: Sequence[Row]) -> Iterable[Shown]:
    for row in rows:
        yield {} if row["gone"] else {room(row): {"words": row["words"]}}


REFUSAL = Noun("refusal", refusal, see_refusal, record=records.Refusal)
SYNONYM = Noun("synonym", synonym, see_synonym, record=records.Synonym)
