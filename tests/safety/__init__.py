"""The safety file: hazards with their controls as data, held against the tests that ran."""
