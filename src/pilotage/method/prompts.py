"""What a section of the page asks for: in the organisation's words where its playbook has some."""

from __future__ import annotations

from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project


def question(project: Project, section: str) -> str:
    """The question of a section, by its key."""
    own = project.playbook.prompts.get(section, "") if project.playbook else ""
    return own or SECTION_BY_KEY[section].question
