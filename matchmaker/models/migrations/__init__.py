"""The migrations: how a database is brought from any version to this one; ``matchmaker.database.migrate`` runs them."""
