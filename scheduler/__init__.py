"""Plans meetings: who meets whom, when and where.

A library of its own: no database, no web, JSON in and out. What is imported here is light; the verbs that
solve (`scheduler.solve`, `scheduler.replan`, `scheduler.explain`, `scheduler.what_if`) load the solver and
are imported where they are used.
"""

from scheduler.check import Code, Violation, check
from scheduler.errors import ProblemError
from scheduler.problem import Goal, Helper, Meeting, Person, Place, Presence, Problem, Slot
from scheduler.solution import Placement, Solution

__all__ = [
    "Code",
    "Goal",
    "Helper",
    "Meeting",
    "Person",
    "Place",
    "Placement",
    "Presence",
    "Problem",
    "ProblemError",
    "Slot",
    "Solution",
    "Violation",
    "check",
]
