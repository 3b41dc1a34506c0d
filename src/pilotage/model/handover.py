"""What a bundle knows of itself: from where it was handed over, to whom, and when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pilotage.model.journal import Digest
from pilotage.model.record import Id, Moment, Record

BundleId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""Tells a bundle from every other."""


class Handover(Record):
    """A project that was handed over to the second owner: their part of it, nothing else."""

    bundle: BundleId
    to: Id
    """The second owner: the only one who works in it."""
    by: Id
    """Who handed it over."""
    at: Moment
    revision: Id
    """The number of the page's revision that was current then."""
    entry: Id
    """The number of the last journal entry of the builder's project then."""
    head: Digest
    """That entry's hash."""
    first_new: Id
    """Records with a smaller number are the builder's project's own; later ones are new."""
