"""The project file: reading, writing, locking, checking."""
