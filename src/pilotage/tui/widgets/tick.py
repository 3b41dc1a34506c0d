"""A box to tick that says by its shape, not by its colour alone, whether it is ticked."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Checkbox


class Tick(Checkbox):
    """`[ ] label` or `[✓] label`; a long label wraps."""

    @property
    def _button(self) -> Content:
        style = self.get_visual_style("toggle--button")
        if self.value:
            return Content.assemble("[", ("✓", style), "]")
        return Content("[ ]")

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual's own signature
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """As many lines as the label takes."""
        return max(1, self.render().get_height({}, width))
