"""Colours that tell sides and roles apart for colour-blind people too; none is used without a sign or a word.

Each has a contrast of at least 3:1 with the light and the dark background, as marks need; text stays in text colours.
"""

from corpus import RelationType, Role, Side

SIDE_COLOURS = {Side.A: "#2f7fc1", Side.B: "#d9661f", Side.NEUTRAL: "#7f8790"}
# Hatching for those who see no colour, and for print.
SIDE_PATTERNS = {Side.A: "", Side.B: "/", Side.NEUTRAL: "."}
SIDE_SYMBOLS = {Side.A: "triangle-left", Side.B: "triangle-right", Side.NEUTRAL: "diamond-open"}
ROLE_COLOURS = {
    Role.CLAIM: "#8a63d2",
    Role.PREMISE: "#1f8f6f",
    Role.CRITICISM: "#c2456b",
    Role.RECOMMENDATION: "#9a7a12",
    Role.NONE: "#7f8790",
}
ROLE_MARKS = {
    Role.CLAIM: "■",
    Role.PREMISE: "●",
    Role.CRITICISM: "✕",
    Role.RECOMMENDATION: "➜",
    Role.NONE: "·",
}
RELATION_COLOURS = {RelationType.SUPPORT: "#1f8f6f", RelationType.ATTACK: "#c2456b"}
