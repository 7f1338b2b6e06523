"""Training of the neural reader: from annotated texts to one quantised model file. Needs the `train` extra."""
