"""One round trip: the phone gives what it has and gets what it lacks. Safe to repeat."""
