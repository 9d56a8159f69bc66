"""Speed beside the peers, measured in one run and given as ratios."""
