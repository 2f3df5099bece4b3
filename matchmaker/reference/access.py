"""Access needs of people, and the equipment of places that answers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Equipment:
    """What a place may have; ``need`` is how a participant asks for it."""

    code: str
    label: str
    label_en: str
    need: str
    need_en: str


EQUIPMENT = (
    Equipment(
        "step_free",
        "Accès de plain-pied",
        "Step-free access",
        "Fauteuil roulant ou marche difficile",
        "Wheelchair or difficult walking",
    ),
    Equipment("hearing_loop", "Boucle magnétique", "Hearing loop", "Appareil auditif", "Hearing aid"),
    Equipment(
        "sign_language",
        "Interprète en langue des signes",
        "Sign-language interpreter",
        "Langue des signes française",
        "French sign language",
    ),
    Equipment(
        "captions",
        "Transcription en direct",
        "Live captions",
        "Transcription écrite",
        "Written transcription",
    ),
    Equipment("quiet", "Endroit calme", "Quiet place", "Environnement calme", "Quiet surroundings"),
    Equipment(
        "large_print", "Documents en gros caractères", "Large print", "Déficience visuelle", "Low vision"
    ),
    Equipment(
        "guide_dog",
        "Chien guide accueilli",
        "Guide dog welcome",
        "Chien guide ou d’assistance",
        "Guide or assistance dog",
    ),
    Equipment(
        "plain_language",
        "Accompagnement en langage simple",
        "Plain-language support",
        "Langage simple (FALC)",
        "Easy-to-read language",
    ),
)

_BY_CODE = {equipment.code: equipment for equipment in EQUIPMENT}


def find(code: str) -> Equipment | None:
    """The equipment of that code; access needs bear the code of what answers them."""
    return _BY_CODE.get(code)


def answers(equipment: Iterable[str], access_needs: Iterable[str]) -> bool:
    """Whether a place so equipped answers all these access needs."""
    return set(access_needs) <= set(equipment)
