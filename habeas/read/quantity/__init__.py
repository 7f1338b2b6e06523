"""How many: numbers, number words and hedges as bounds."""

from habeas.read.quantity.find import QuantityMatch, find_quantities

__all__ = ["QuantityMatch", "find_quantities"]
