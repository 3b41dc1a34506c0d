"""The sample projects: how they are made. `python -m tests.samples` writes the files anew."""
