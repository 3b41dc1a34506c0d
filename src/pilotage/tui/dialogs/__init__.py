"""The dialogs of the terminal application."""
