"""The schema through time, on SQLite and PostgreSQL alike."""
