"""How the database of an older store becomes that of this version; one file a step in `versions`."""
