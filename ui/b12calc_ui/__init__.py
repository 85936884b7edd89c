"""Everything Qt: the window a clinician types into and reads from. No clinical rule lives here."""
