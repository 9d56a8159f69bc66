"""From a Study and a tie rule to one graph: members, ties, who answered."""
