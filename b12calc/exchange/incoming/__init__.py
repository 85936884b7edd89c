"""Results that come in from other programs: small tolerant readers, one judge, one type.

A reader finds fields and judges nothing (``found``); ``judge`` decides for every format alike what may be offered to
the form as it stands, what a person must look at, and what is no result of this program.
"""
