"""A list to tick that says by its shape, not by its colour alone, what is ticked."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import SelectionList
from textual.widgets.option_list import OptionDoesNotExist


class TickList(SelectionList[int]):
    """`[ ] label` or `[✓] label`, a line each."""

    def render_line(self, y: int) -> Strip:
        """The line with marks of its own."""
        line = super().render_line(y)
        try:
            option = self.get_option_at_index(self.scroll_offset.y + y)
        except OptionDoesNotExist:
            return line
        left, inner, right, *rest = line
        mark = "✓" if option.value in self.selected else " "
        plain = rest[0].style  # the blank before the label
        metas = [segment.style.meta if segment.style else {} for segment in (left, inner, right)]
        style = plain.from_meta(metas[0]) + plain if plain and metas[0] else plain
        return Strip([Segment("[", style), Segment(mark, style), Segment("]", style), *rest])
