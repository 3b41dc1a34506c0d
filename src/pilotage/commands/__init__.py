"""The commands, one module each, imported only when used; each has its click `command`."""
