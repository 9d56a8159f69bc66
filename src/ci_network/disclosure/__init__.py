"""What must be kept back: names that may not be shown, and groups too small to show."""
