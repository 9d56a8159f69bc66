"""From gaps to a short plan: rules, what each would change, and the few to begin with."""
