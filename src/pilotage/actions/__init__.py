"""All that a person can do: pure functions from a project to a project, or a refusal."""
