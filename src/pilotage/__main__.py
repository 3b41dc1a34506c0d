"""`python -m pilotage` is the same program as `pilotage`."""

from pilotage.cli import main

main()
