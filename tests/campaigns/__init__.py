"""Long or measuring runs, started by hand: never part of the ordinary tests."""
