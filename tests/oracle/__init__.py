"""A second, independent reading of the clinical specification, for the packs `uk`, `us` and `article`.

It shares no code and no data with the product. Both are given the same cases; where they disagree, one of them has
misread the specification, or the specification can be read in two ways. The readings chosen here where the text leaves
room are listed in READINGS.md.
"""
