"""The exported documents and data, read back."""
