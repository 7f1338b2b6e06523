"""The neural reader: a small model finds the mentions; normalisers and assembler are those of the tables reader."""
