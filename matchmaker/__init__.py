"""Who takes part, what they need and offer, and how well they fit: ranking, planning, agendas, feedback."""
