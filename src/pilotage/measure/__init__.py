"""Figures from measurements: numbers only, no drawing."""
