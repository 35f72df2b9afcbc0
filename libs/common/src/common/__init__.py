"""Models that every Python project of the workspace shares."""
