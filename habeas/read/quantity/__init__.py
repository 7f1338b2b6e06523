"""How many: numbers, number words and hedges as bounds."""

from habeas.read.quantity.find import QuantityMatch, find_quantities
from habeas.read.quantity.reread import reread_quantity

__all__ = ["QuantityMatch", "find_quantities", "reread_quantity"]
