"""Conditions a purchase may carry, and that an offer may say it meets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """A purchase condition."""

    code: str
    label: str
    label_en: str


CONDITIONS = (
    Condition("clause_sociale", "Clause sociale d’insertion", "Social clause: work-integration hours"),
    Condition("critere_social", "Critère social de sélection", "Social award criterion"),
    Condition("lot_reserve", "Lot réservé", "Reserved lot"),
    Condition("critere_environnemental", "Critère environnemental", "Environmental award criterion"),
    Condition("reemploi", "Réemploi ou reconditionné", "Re-used or refurbished goods"),
    Condition("recycle", "Matières recyclées", "Recycled materials"),
    Condition("bio", "Produits issus de l’agriculture biologique", "Organic products"),
    Condition("circuit_court", "Circuit court ou production locale", "Short supply chain"),
    Condition("commerce_equitable", "Commerce équitable", "Fair trade"),
    Condition("bas_carbone", "Bas carbone ou mobilité douce", "Low carbon or soft mobility"),
    Condition("biosource", "Matériaux biosourcés", "Bio-based materials"),
    Condition("sans_produits_toxiques", "Sans produits toxiques, écolabel", "Eco-labelled, non-toxic"),
    Condition("accessibilite", "Accessibilité aux personnes handicapées", "Accessible to disabled people"),
    Condition("egalite", "Égalité femmes-hommes et diversité", "Gender equality and diversity"),
    Condition("qualiopi", "Certification Qualiopi exigée", "Qualiopi certification required"),
    Condition("groupement", "Réponse en groupement possible", "Joint bids welcome"),
    Condition(
        "petits_lots", "Allotissement adapté aux petites structures", "Lots sized for small structures"
    ),
)

_BY_CODE = {condition.code: condition for condition in CONDITIONS}


def find(code: str) -> Condition | None:
    """The condition of that code."""
    return _BY_CODE.get(code)
