"""From an event to its plan: what may be planned, the plan and its versions, and why something isn't in it."""
