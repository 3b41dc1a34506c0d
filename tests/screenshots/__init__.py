"""Pictures of every screen in its main states, to be looked at."""
