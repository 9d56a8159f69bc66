"""Still figures of a release for print and papers: vector, one look, by matplotlib (an extra)."""

from ci_network.output.figures.draw import KINDS, figure

__all__ = ["KINDS", "figure"]
