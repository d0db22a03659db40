"""Results: what a group brings to the chair: prepared at the table, handed in, kept as it was at that moment."""

from workshop.features.results.commands import COMMANDS, guard_person
from workshop.features.results.views import REPORT, SUBMISSION
from workshop.kernel.nouns import Room

ROOM = Room("results", nouns=(REPORT, SUBMISSION), commands=COMMANDS, guards={"person": guard_person})
