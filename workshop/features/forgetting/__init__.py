"""Forgetting: once closed, who wrote and how people voted goes for good; what was said and counted stays."""

from workshop.features.forgetting.commands import COMMANDS
from workshop.kernel.nouns import Room

ROOM = Room("forgetting", commands=COMMANDS)
