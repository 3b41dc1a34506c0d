"""Speed as ratios to a named floor, measured alternately in one run. By hand, never in tests."""
