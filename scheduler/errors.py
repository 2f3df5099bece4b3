"""What the scheduler raises when it is given something it cannot work on."""


class ProblemError(ValueError):
    """A problem, plan or change that contradicts itself; the message is one sentence that says where and what."""
