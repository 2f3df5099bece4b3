"""How well two sides fit: criteria over arrays, weights in one place, reasons in words.

``ranking.rank`` is the public verb; ``event.rank_event`` applies it to an event's rows.
"""
