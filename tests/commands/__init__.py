"""The commands, asked as a person or a script would."""
