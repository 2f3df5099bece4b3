"""From a workbook or a form to validated rows, or to complaints that say where, what, and how to mend it.

``sheets`` describes the workbook; ``template`` writes it, ``reader`` reads it into an ``Intake``, ``store`` writes
that into the database and ``export`` takes it out again.
"""
