"""The terminal application: screens, widgets, dialogs and commands."""
