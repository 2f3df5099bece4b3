"""Structures of the social economy: families, legal forms and agreements, and what the law opens to each.

Sources: law 2014-856 of 31 July 2014, article 1 (who belongs to the ESS); code du travail L5132-4 (insertion),
L5213-13 (entreprises adaptées), L3332-17-1 (ESUS); code de l'action sociale L344-2 (ESAT); code de la commande
publique L2113-12 to L2113-16 (reserved contracts).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ReservedFor(StrEnum):
    """Whom a contract may be reserved for, with the article of the code de la commande publique."""

    HANDICAP = "handicap"  # L2113-12
    INSERTION = "insertion"  # L2113-13
    HANDICAP_OR_INSERTION = "handicap_or_insertion"  # L2113-14
    ESS = "ess"  # L2113-15 and L2113-16


@dataclass(frozen=True)
class Reservation:
    """A kind of reserved contract."""

    code: str
    label: str
    label_en: str
    article: str


@dataclass(frozen=True)
class LegalForm:
    """A legal form; ``is_ess``: it belongs to the ESS by law, whatever its purpose."""

    code: str
    label: str
    label_en: str
    is_ess: bool
    family: str | None = None


@dataclass(frozen=True)
class Agreement:
    """An agreement, or a recognised kind of structure, with the reserved contracts it opens by itself."""

    code: str
    label: str
    label_en: str
    opens: frozenset[ReservedFor] = frozenset()
    is_ess: bool = False


RESERVATIONS = (
    Reservation("handicap", "Marché réservé handicap (EA, ESAT)", "Reserved: disability", "L2113-12"),
    Reservation("insertion", "Marché réservé insertion (SIAE)", "Reserved: work integration", "L2113-13"),
    Reservation(
        "handicap_or_insertion",
        "Marché réservé handicap ou insertion",
        "Reserved: disability or work integration",
        "L2113-14",
    ),
    Reservation(
        "ess", "Marché réservé aux entreprises de l’ESS", "Reserved: social economy", "L2113-15 et L2113-16"
    ),
)

FAMILIES = {
    "association": ("Associations", "Associations"),
    "cooperative": ("Coopératives", "Co-operatives"),
    "mutuelle": ("Mutuelles", "Mutual societies"),
    "fondation": ("Fondations", "Foundations"),
    "societe_ess": ("Sociétés commerciales de l’ESS", "Social-purpose companies"),
}

LEGAL_FORMS = (
    LegalForm("association", "Association (loi 1901)", "Association", True, "association"),
    LegalForm(
        "association_am",
        "Association de droit local (Alsace-Moselle)",
        "Local-law association",
        True,
        "association",
    ),
    LegalForm(
        "scop", "SCOP (société coopérative de production)", "Workers' co-operative", True, "cooperative"
    ),
    LegalForm(
        "scic",
        "SCIC (société coopérative d’intérêt collectif)",
        "Multi-stakeholder co-operative",
        True,
        "cooperative",
    ),
    LegalForm(
        "cae",
        "CAE (coopérative d’activité et d’emploi)",
        "Business and employment co-operative",
        True,
        "cooperative",
    ),
    LegalForm("cooperative", "Autre coopérative", "Other co-operative", True, "cooperative"),
    LegalForm("mutuelle", "Mutuelle", "Mutual society", True, "mutuelle"),
    LegalForm("fondation", "Fondation", "Foundation", True, "fondation"),
    LegalForm("fonds_dotation", "Fonds de dotation", "Endowment fund", True, "fondation"),
    LegalForm("societe_ess", "Société commerciale de l’ESS", "Social-purpose company", True, "societe_ess"),
    LegalForm("sas", "SAS ou SASU", "Simplified joint-stock company", False),
    LegalForm("sarl", "SARL ou EURL", "Limited company", False),
    LegalForm("sa", "SA", "Public limited company", False),
    LegalForm("ei_independant", "Entreprise individuelle", "Sole trader", False),
    LegalForm("commune", "Commune", "Municipality", False),
    LegalForm("intercommunalite", "Intercommunalité (EPCI, EPT)", "Inter-municipal body", False),
    LegalForm("departement", "Département", "Département", False),
    LegalForm("region", "Région", "Region", False),
    LegalForm("etat", "État ou service de l’État", "State body", False),
    LegalForm("etablissement_public", "Établissement public", "Public establishment", False),
    LegalForm("hopital", "Établissement public de santé", "Public hospital", False),
    LegalForm("bailleur_social", "Organisme d’habitat social (OPH, ESH)", "Social landlord", False),
    LegalForm(
        "entreprise_publique", "Société d’économie mixte ou publique locale", "Publicly owned company", False
    ),
    LegalForm("gip", "GIP ou GIE", "Public interest group", False),
    LegalForm("autre", "Autre forme", "Other form", False),
)

_HANDICAP = frozenset({ReservedFor.HANDICAP, ReservedFor.HANDICAP_OR_INSERTION})
_INSERTION = frozenset({ReservedFor.INSERTION, ReservedFor.HANDICAP_OR_INSERTION})

AGREEMENTS = (
    Agreement(
        "esus", "ESUS (entreprise solidaire d’utilité sociale)", "Social-utility enterprise", is_ess=True
    ),
    Agreement("ei", "EI (entreprise d’insertion)", "Work-integration enterprise", _INSERTION),
    Agreement("aci", "ACI (atelier et chantier d’insertion)", "Work-integration workshop", _INSERTION),
    Agreement("ai", "AI (association intermédiaire)", "Intermediary association", _INSERTION),
    Agreement(
        "etti", "ETTI (entreprise de travail temporaire d’insertion)", "Inclusive temping agency", _INSERTION
    ),
    Agreement(
        "eiti",
        "EITI (entreprise d’insertion par le travail indépendant)",
        "Inclusive self-employment",
        _INSERTION,
    ),
    Agreement("ea", "EA (entreprise adaptée)", "Adapted enterprise", _HANDICAP),
    Agreement("eatt", "EATT (entreprise adaptée de travail temporaire)", "Adapted temping agency", _HANDICAP),
    Agreement(
        "esat",
        "ESAT (établissement et service d’accompagnement par le travail)",
        "Sheltered workshop",
        _HANDICAP,
    ),
    Agreement(
        "geiq",
        "GEIQ (groupement d’employeurs pour l’insertion et la qualification)",
        "Employers' group for inclusion",
    ),
    Agreement("regie_quartier", "Régie de quartier ou de territoire", "Neighbourhood enterprise"),
    Agreement("ebe", "EBE (entreprise à but d’emploi)", "Zero-unemployment enterprise"),
    Agreement("aava", "AAVA (atelier d’adaptation à la vie active)", "Work-adaptation workshop"),
    Agreement("oacas", "OACAS (organisme d’accueil communautaire)", "Community living organisation"),
    Agreement("tiers_lieu", "Tiers-lieu", "Third place"),
    Agreement("qualiopi", "Certification Qualiopi (formation)", "Qualiopi-certified trainer"),
    Agreement("sap", "Agrément services à la personne", "Personal-services approval"),
    Agreement("jep", "Agrément jeunesse et éducation populaire", "Youth and popular-education approval"),
    Agreement("entreprise_mission", "Société à mission", "Mission-led company"),
)

_FORMS = {form.code: form for form in LEGAL_FORMS}
_AGREEMENTS = {agreement.code: agreement for agreement in AGREEMENTS}


def legal_form(code: str) -> LegalForm | None:
    """The legal form of that code."""
    return _FORMS.get(code)


def agreement(code: str) -> Agreement | None:
    """The agreement of that code."""
    return _AGREEMENTS.get(code)


def is_ess(agreements: Iterable[str], form: str | None) -> bool:
    """Whether the law counts the structure in the ESS, from its legal form or an agreement that supposes it."""
    by_form = form in _FORMS and _FORMS[form].is_ess
    return by_form or any(code in _AGREEMENTS and _AGREEMENTS[code].is_ess for code in agreements)


def may_answer_reserved(agreements: Iterable[str], reservation: str | None, form: str | None = None) -> bool:
    """Whether a structure may answer a contract reserved so; an unreserved one is open to all.

    Handicap (L2113-12): EA and ESAT. Insertion (L2113-13): EI, ACI, AI, ETTI, EITI. L2113-14: either. ESS
    (L2113-15): enterprises of the ESS, for health, social and cultural services. A régie de quartier or a GEIQ
    is eligible only through such an agreement of its own.

    Raises:
        ValueError: ``reservation`` is none of ``RESERVATIONS``.
    """
    if reservation is None:
        return True
    wanted, held = ReservedFor(reservation), tuple(agreements)
    if wanted is ReservedFor.ESS:
        return is_ess(held, form)
    return any(wanted in _AGREEMENTS[code].opens for code in held if code in _AGREEMENTS)


def opening_agreements(agreements: Iterable[str], reservation: str) -> tuple[str, ...]:
    """The agreements, among those held, that open contracts reserved so, in the order given."""
    wanted = ReservedFor(reservation)
    return tuple(c for c in agreements if c in _AGREEMENTS and wanted in _AGREEMENTS[c].opens)
