"""Documents and data for outside: the one-page document, the whole project as data."""
