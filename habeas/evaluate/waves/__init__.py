"""Invented protest waves whose truth is known: what happened, who counted what, and the reports they print.

`make_wave` draws everything from one seed: the same seed and settings give the same wave, byte for byte.
"""

from habeas.evaluate.waves.counts import COUNTED, Counts
from habeas.evaluate.waves.land import Land, draw_land, find_land
from habeas.evaluate.waves.texts import write_texts
from habeas.evaluate.waves.wave import Wave, WaveSettings, draw_waves, let_lie, make_wave

__all__ = [
    "COUNTED",
    "Counts",
    "Land",
    "Wave",
    "WaveSettings",
    "draw_land",
    "draw_waves",
    "find_land",
    "let_lie",
    "make_wave",
    "write_texts",
]
