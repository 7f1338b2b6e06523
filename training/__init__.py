"""Makes what readers learn: weights for the tables reader; with the `train` extra, the model of the neural one."""
