"""The ten shapes in which tools lay down answers about other members."""
