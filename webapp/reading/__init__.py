"""What pages show, read from the database: lists, pages of lists, counts. Nothing here knows Flask."""
