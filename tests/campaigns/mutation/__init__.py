"""Mutation testing: break the program one place at a time and see that a test of meaning notices."""
