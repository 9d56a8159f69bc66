"""Survey exports as their tools write them: one file a tool, then mapping, shapes and proposals."""
