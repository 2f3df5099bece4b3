"""One person's day, and its exports: calendar file, printed page, workbook."""
