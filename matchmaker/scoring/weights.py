"""How much each criterion counts: one place, changeable by the organiser."""

from __future__ import annotations

from dataclasses import asdict, dataclass

SUBJECT = ("sector", "codes", "words")


@dataclass(frozen=True)
class Weights:
    """Each weight lies in 0..1.

    ``sector``, ``codes`` and ``words`` share the subject between them (only their ratio counts). The next four say which share
    of the score is lost when that criterion is at zero. ``breadth`` is the share of the way to a full score that
    further needs met may gain, ``wish`` the same for a wanted meeting; ``already_met`` is lost by a pair that met before.
    """

    sector: float = 0.45
    codes: float = 0.2
    words: float = 0.35
    territory: float = 0.5
    conditions: float = 0.15
    capacity: float = 0.15
    calendar: float = 0.1
    breadth: float = 0.15
    wish: float = 0.5
    already_met: float = 0.3
    balance: float = 0.1

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not 0 <= value <= 1:
                raise ValueError(f"the weight of {name} must lie between 0 and 1, not {value}")
        if not self.subject:
            raise ValueError(
                "sector, codes and words cannot all weigh nothing: without a subject there is no fit"
            )

    @property
    def subject(self) -> float:
        """The weight of the whole subject."""
        return self.sector + self.codes + self.words
