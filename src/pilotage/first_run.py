"""Whether the tour is to be shown by itself: once for each user, and never where it is not wanted.

That it was shown is kept beside the program's other state, never in a project.
"""

from __future__ import annotations

import os
from typing import Final

from pilotage import paths
from pilotage.config import OFF, Settings, write_state
from pilotage.errors import FileProblem

TOUR_VARIABLE: Final = "PILOTAGE_TOUR"
"""Environment variable that keeps the tour away where it is `off`."""
STATE: Final = "tour.json"


def wants_tour(settings: Settings) -> bool:
    """Whether this user has not seen the tour yet, and nothing says that it is not wanted."""
    if settings.tour == OFF or os.environ.get(TOUR_VARIABLE, "").casefold() == OFF:
        return False
    return not (paths.state_folder() / STATE).exists()


def remember_tour() -> bool:
    """Keep that it was shown; False where that can't be kept, since it would come every time."""
    try:
        write_state(paths.state_folder() / STATE, '{"shown": true}\n')
    except FileProblem:
        return False
    return True
