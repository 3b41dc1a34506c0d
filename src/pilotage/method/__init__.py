"""What the method says, as pure functions of a project: phases, gates, traps, schedule."""
