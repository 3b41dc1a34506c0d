"""The same method as questions and answers on a plain terminal."""
