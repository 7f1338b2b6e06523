"""Which things may be the same, how sure that is and why, and what belongs together: for events and persons alike."""
