"""The survey to ask: one list of questions, written for each tool, with the mapping that reads its export back."""
