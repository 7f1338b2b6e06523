"""Tests of training: small files of our own in the corpora's formats."""
