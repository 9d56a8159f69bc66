"""The network map: one page that holds everything it needs and asks the net for nothing."""

from ci_network.output.map.draw import Map, draw_map
from ci_network.output.map.layout import positions

__all__ = ["Map", "draw_map", "positions"]
