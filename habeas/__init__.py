"""habeas: from dated reports to counts you can defend."""

__version__ = "0.1.0"
