"""Gaps: what is missing or carries too much, each as a finding with its evidence."""
