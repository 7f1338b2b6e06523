"""Tests of the first count."""
