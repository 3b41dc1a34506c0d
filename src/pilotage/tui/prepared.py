"""What is settled of a screen before it is mounted, so that its widgets get their styles once.

Left alone, Textual parses all styles again for a screen that brings some of its own, and applies
them three times: when it mounts, when it comes to the front, and when the classes of its size
are set. It also lays it out twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, ClassVar, Generic

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from pilotage.tui import keymap
from pilotage.tui.aimed import Aimed, AimingApp
from pilotage.tui.repaint import FrontCompositor

doing: ContextVar[str] = ContextVar("doing", default="")
"""The name of the command that is at work: dialogs that come up meanwhile are its own."""


class PreparingApp(AimingApp):
    """An app that prepares each screen before it shows it."""

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:
        """A screen that is about to be shown."""
        if isinstance(screen, Prepared) and not screen.is_running:
            screen.prepare(self)
        return super().get_screen(screen, screen_class)

    def take_typed(self) -> None:
        """The screen in front stands: what was typed meanwhile is for it."""

    def refresh_css(self, animate: bool = True) -> None:
        """Take the theme's colours; before there is a screen nothing need be parsed for that."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())


class Prepared(Aimed[ScreenResultType], Generic[ScreenResultType]):
    """A screen that knows its size and its styles before it is mounted."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compositor = FrontCompositor()
        self._is_new = True
        self._laid_out: Size | None = None

    def prepare(self, app: App[Any]) -> None:
        """Read its styles and take the classes of the terminal's size."""
        for path in self.css_path:
            if not app.stylesheet.has_source(str(path)):
                app.stylesheet.read(path)
        self.add_class(*_size_classes(app), update=False)

    def _forward_event(self, event: events.Event) -> None:
        """Take a tip away that who presses the mouse has read, or never wanted."""
        if isinstance(event, events.MouseDown):
            self._clear_tooltip()
            if self._tooltip_timer is not None:
                self._tooltip_timer.stop()
        super()._forward_event(event)

    def leave(self) -> None:
        """Let go of the focus before it is removed.

        Textual would hand it to the next widget, and give all of them their styles for that.
        """
        self.focused = None

    @on(events.ScreenResume)
    def _keep_styles(self, event: events.ScreenResume) -> None:
        """Its widgets have just got their styles when it comes to the front for the first time."""
        if self._is_new:
            event.refresh_styles = False
            self._is_new = False
            self._laid_out = self.app.size

    @on(events.Resize)
    def _keep_layout(self, event: events.Resize) -> None:
        """Leave it at the layout that has just been made for that very size.

        A size that is not the terminal's any more is nothing to lay out for: laying out tells of
        the size anew, and two sizes would go on taking turns for ever.
        """
        if event.size != self.app.size:
            event.prevent_default()
            return
        if event.size == self._laid_out == self.outer_size and self._classes.issuperset(
            _size_classes(self.app)
        ):
            event.prevent_default()
        elif self._laid_out is not None:
            self.call_after_refresh(self._keep_in_sight)
        self._laid_out = event.size

    def _handle_tooltip_timer(self, widget: Widget) -> None:
        """Show the tip for where the mouse rests, unless something has come in front meanwhile.

        It would stand behind that, and nothing would take it away.
        """
        if self.app.screen is self:
            super()._handle_tooltip_timer(widget)

    def _keep_in_sight(self) -> None:
        """In a window of another size, show where one types."""
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)


class Dialog(ModalScreen[ScreenResultType], Prepared[ScreenResultType]):
    """A screen in front of another one, which is prepared too.

    What is typed before its first field has the focus is meant for it, and waits.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,alt+h", "help", "Help", id="help"),
        Binding("question_mark", "keys", "These keys (in a text field it is a letter)", id="keys"),
        # in front of a dialog no key of the app acts
        Binding("ctrl+c", "app.help_quit", "Copy", show=False),
        Binding("Y", "app.copy_table", "Copy the table", show=False, id="copy_table"),
    ]

    takes_keys = False
    """Whether it was painted, and has its focus."""
    ESC_BESIDE: ClassVar[bool] = False
    """Whether a click beside it is as Esc: where one only reads or chooses, and types nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._kept_answer: tuple[Any] | None = None
        """What it answers once nothing stands in front of it any more."""
        self.opened_by = doing.get()
        """The name of the command in which it came up; empty where none did."""
        self._take_own_keys()

    def _take_own_keys(self) -> None:
        """Have what is a command here too on the keys that the user has for it."""
        bound = self._bindings.key_to_bindings
        for name, keys in keymap.own().items():
            before = [(key, each) for key, each in self._bindings if each.id == name]
            for key, _ in before:
                bound[key] = [each for each in bound[key] if each.id != name]
            for key in keys:
                if before and not bound.get(key):  # what the dialog itself has goes first
                    bound[key] = [before[0][1].with_key(key)]

    async def action_help(self) -> None:
        """Say what it wants, why and how, with an example and its keys."""
        from pilotage.tui.dialog_help import help_for
        from pilotage.tui.dialogs.show import Show

        self.app.push_screen(Show("Help", markdown=help_for(self)))

    async def action_keys(self) -> None:
        """List its keys."""
        from pilotage.tui.dialog_help import keys_for
        from pilotage.tui.dialogs.show import Show

        self.app.push_screen(Show("Keys", markdown=keys_for(self)))

    async def on_click(self, event: events.Click) -> None:
        """A click beside it leaves it, where nothing can be lost by that."""
        if self.ESC_BESIDE and event.widget is self:
            await self.run_action(self._bindings.key_to_bindings["escape"][0].action)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Answer and go: at once, or when what stands in front of it, such as help, has gone.

        The framework would take that away instead, and leave this.
        """
        if self.app.screen is not self:
            self._kept_answer = (result,)
            return AwaitComplete()
        return super().dismiss(result)

    @on(events.ScreenResume)
    def _stand(self) -> None:
        if self._kept_answer is not None:
            self.dismiss(*self._kept_answer)
            return
        self.call_after_refresh(self._take_keys)

    def _take_keys(self) -> None:
        self.takes_keys = True
        if isinstance(self.app, PreparingApp):
            self.app.take_typed()


def _size_classes(app: App[Any]) -> Iterator[str]:
    """The classes that the terminal's size asks for, one for each direction."""
    for length, breakpoints in (
        (app.size.width, app.HORIZONTAL_BREAKPOINTS),
        (app.size.height, app.VERTICAL_BREAKPOINTS),
    ):
        if reached := [at for at in breakpoints or () if at[0] <= length]:
            yield max(reached)[1]
