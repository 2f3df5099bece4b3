"""After the day: the questionnaire, what people answered, and what the answers add up to."""
