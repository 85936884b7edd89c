"""From regimen to real dates."""
