"""`python -m workshop` is the `workshop` command."""

from workshop.doors.cli import main

main()
