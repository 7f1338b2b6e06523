"""Figures at places and over time → SVG pictures, drawn without a browser or a network, the same bytes every time."""
