"""What a case and an assessment are made of; this package loads nothing by itself."""
