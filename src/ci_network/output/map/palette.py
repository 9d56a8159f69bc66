"""Colours and shapes of groups: told apart by colour-blind readers, and by shape where colour fails."""

from typing import Final

# (light page, dark page, vis shape). Okabe & Ito's set, its yellow deepened and six hues of Tol's added,
# ordered so that neighbours differ in lightness as well as in hue. Shapes repeat, pairs do not.
GROUP_STYLES: Final = (
    ("#0072b2", "#4aa8e0", "dot"),
    ("#e08e00", "#f0ad3d", "square"),
    ("#009e73", "#2fc79b", "triangle"),
    ("#cc79a7", "#f2aed2", "diamond"),
    ("#56b4e9", "#8fd0f5", "hexagon"),
    ("#a63d00", "#e8824a", "triangleDown"),
    ("#5b4bb5", "#a89cf0", "square"),
    ("#8a8f1f", "#c3c84f", "dot"),
    ("#882255", "#c4517f", "triangle"),
    ("#1f7a7a", "#63c4c4", "diamond"),
    ("#7a5230", "#c49a73", "hexagon"),
)
# Whoever belongs to no group, and groups beyond the last style.
REST_STYLE: Final = ("#6b7280", "#9ca3af", "dot")
