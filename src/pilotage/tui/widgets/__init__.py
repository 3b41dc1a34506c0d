"""The widgets of the terminal application."""
