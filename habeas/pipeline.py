"""The chain, readable in two minutes: the only module that knows all stages."""
