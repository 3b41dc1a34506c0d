"""The records that a project is made of: frozen, validated, without any input or output."""
