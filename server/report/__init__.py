"""What a clinician reads: one frozen report as page, pictures, PDF, table and data."""
