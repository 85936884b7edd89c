"""Fifty mistakes that people make, each a patch, and whether a test notices them."""
