"""Reading CSV files of a person's own data, and planning what becomes of them."""
