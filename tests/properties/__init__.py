"""Properties that hold for every case, written from the decision tables and not from the rules."""
