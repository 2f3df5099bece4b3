"""Broken workbooks: every planted mistake is found where it was planted, and nothing else is complained of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from matchmaker.intake.complaints import Complaints

Plants = list[tuple[str, int, str, Any]]
Expected = set[tuple[str, int, str, str]]

EVENT, SESSIONS, PLACES, ROLES = "Événement", "Plages", "Lieux", "Rôles"
MEET, ORGANISATIONS, PEOPLE = "Qui rencontre qui", "Structures", "Participants"
NEEDS, OFFERS, WISHES, APART, WORKSHOPS = "Besoins", "Offres", "Souhaits", "À ne pas réunir", "Ateliers"

BROKEN: dict[str, tuple[Plants, Expected]] = {
    "cells that must be filled": (
        [
            (EVENT, 3, "Nom", None),
            (PEOPLE, 3, "Prénom", None),
            (PEOPLE, 4, "Structure", "   "),
            (ORGANISATIONS, 3, "Type", None),
            (WISHES, 3, "Souhait", None),
        ],
        {
            (EVENT, 3, "Nom", "required"),
            (PEOPLE, 3, "Prénom", "required"),
            (PEOPLE, 4, "Structure", "required"),
            (ORGANISATIONS, 3, "Type", "required"),
            (WISHES, 3, "Souhait", "required"),
        },
    ),
    "addresses": (
        [
            (EVENT, 3, "Courriel de l’organisateur", "contact chambre.example"),
            (EVENT, 3, "Site", "www.chambre.example"),
            (PEOPLE, 3, "Courriel", "helene@ville"),
            (PEOPLE, 4, "Courriel", "a@b.example, c@d.example"),
            (PLACES, 4, "Lien vidéo", "visio.example/v1"),
        ],
        {
            (EVENT, 3, "Courriel de l’organisateur", "invalid"),
            (EVENT, 3, "Site", "invalid"),
            (PEOPLE, 3, "Courriel", "invalid"),
            (PEOPLE, 4, "Courriel", "invalid"),
            (PLACES, 4, "Lien vidéo", "invalid"),
        },
    ),
    "digits that the spreadsheet has lost": (
        [
            (ORGANISATIONS, 3, "SIRET", "7,32829E+13"),
            (ORGANISATIONS, 4, "SIRET", 73282932000075.0),
            (ORGANISATIONS, 5, "SIRET", "732829320"),
            (ORGANISATIONS, 3, "Code postal", 940.0),
            (PEOPLE, 3, "Téléphone", "6,12E+08"),
            (PEOPLE, 4, "Téléphone", "12 34"),
        ],
        {
            (ORGANISATIONS, 3, "SIRET", "digits_lost"),
            (ORGANISATIONS, 4, "SIRET", "invalid"),
            (ORGANISATIONS, 5, "SIRET", "siren_not_siret"),
            (ORGANISATIONS, 3, "Code postal", "invalid"),
            (PEOPLE, 3, "Téléphone", "digits_lost"),
            (PEOPLE, 4, "Téléphone", "invalid"),
        },
    ),
    "numbers": (
        [
            (SESSIONS, 3, "Durée d’un rendez-vous (min)", "vingt"),
            (PLACES, 3, "Places assises", 1),
            (ROLES, 3, "Minimum garanti", -1),
            (NEEDS, 3, "Budget (€)", "45 000,50 €"),
            (OFFERS, 3, "Budget maximal (€)", 1e300),
            (PEOPLE, 6, "Maximum", "2.5"),
        ],
        {
            (SESSIONS, 3, "Durée d’un rendez-vous (min)", "not_a_number"),
            (PLACES, 3, "Places assises", "too_small"),
            (ROLES, 3, "Minimum garanti", "too_small"),
            (NEEDS, 3, "Budget (€)", "not_a_number"),
            (OFFERS, 3, "Budget maximal (€)", "too_great"),
            (PEOPLE, 6, "Maximum", "not_a_number"),
        },
    ),
    "yes and no": (
        [(PLACES, 3, "Sur place", "peut-être"), (PEOPLE, 5, "Annuaire", "2")],
        {(PLACES, 3, "Sur place", "not_yes_or_no"), (PEOPLE, 5, "Annuaire", "not_yes_or_no")},
    ),
    "values that are nearly known": (
        [
            (ORGANISATIONS, 3, "Type", "achteur"),
            (ORGANISATIONS, 4, "Agréments", "ESUS ; Entreprise adpatée"),
            (ORGANISATIONS, 4, "Territoires", "Seine-Saint-Dennis"),
            (PEOPLE, 3, "Présence", "sur plase"),
            (NEEDS, 3, "Secteurs", "Reemploi de mobillier et d'encombrant"),
            (NEEDS, 3, "Marché réservé", "insersion"),
            (WISHES, 3, "Souhait", "absolumment"),
        ],
        {
            (ORGANISATIONS, 3, "Type", "unknown_value"),
            (ORGANISATIONS, 4, "Agréments", "unknown_value"),
            (ORGANISATIONS, 4, "Territoires", "unknown_value"),
            (PEOPLE, 3, "Présence", "unknown_value"),
            (NEEDS, 3, "Secteurs", "unknown_value"),
            (NEEDS, 3, "Marché réservé", "unknown_value"),
            (WISHES, 3, "Souhait", "unknown_value"),
        },
    ),
    "dates": (
        [
            (EVENT, 3, "Date de fin", "31/11/2021"),
            (NEEDS, 3, "Début", "bientôt"),
            (NEEDS, 3, "Fin", 44742.0),
        ],
        {
            (EVENT, 3, "Date de fin", "not_a_date"),
            (NEEDS, 3, "Début", "not_a_date"),
            (NEEDS, 3, "Fin", "not_a_date"),
        },
    ),
    "times": (
        [
            (SESSIONS, 3, "Début", "14:70"),
            (WORKSHOPS, 3, "Fin", "midi"),
            (PEOPLE, 4, "Départ", "25:00"),
            (PEOPLE, 5, "Indisponibilités", "14:00"),
            (PEOPLE, 6, "Indisponibilités", "15:00-14:00"),
        ],
        {
            (SESSIONS, 3, "Début", "not_a_time"),
            (WORKSHOPS, 3, "Fin", "not_a_time"),
            (PEOPLE, 4, "Départ", "not_a_time"),
            (PEOPLE, 5, "Indisponibilités", "not_an_interval"),
            (PEOPLE, 6, "Indisponibilités", "not_an_interval"),
        },
    ),
    "ends before starts": (
        [
            (EVENT, 3, "Date de fin", date(2021, 11, 17)),
            (NEEDS, 3, "Fin", date(2021, 1, 1)),
        ],
        {
            (EVENT, 3, "Date de fin", "invalid"),
            (NEEDS, 3, "Fin", "invalid"),
        },
    ),
    "times that run backwards": (
        [
            (WORKSHOPS, 4, "Fin", time(9)),
            (PEOPLE, 4, "Arrivée", time(17)),
            (PLACES, 3, "Ouverture", time(16)),
            (PLACES, 3, "Fermeture", time(15)),
        ],
        {
            (WORKSHOPS, 4, "Fin", "invalid"),
            (PEOPLE, 4, "Départ", "invalid"),
            (PLACES, 3, "Fermeture", "invalid"),
        },
    ),
    "sessions without slots or over one another": (
        [
            (SESSIONS, 3, "Durée d’un rendez-vous (min)", 90),
            (SESSIONS, 5, "Nom", "Prolongation"),
            (SESSIONS, 5, "Date", date(2021, 11, 18)),
            (SESSIONS, 5, "Début", time(16)),
            (SESSIONS, 5, "Fin", time(17)),
        ],
        {(SESSIONS, 3, "", "invalid"), (SESSIONS, 5, "Début", "overlap")},
    ),
    "outside the event": (
        [
            (SESSIONS, 4, "Date", date(2021, 11, 19)),
            (WORKSHOPS, 3, "Date", "17/11/2021"),
            (PEOPLE, 4, "Arrivée", "17/11/2021 09:00"),
        ],
        {
            (SESSIONS, 4, "Début", "outside_event"),
            (SESSIONS, 4, "Fin", "outside_event"),
            (WORKSHOPS, 3, "Début", "outside_event"),
            (WORKSHOPS, 3, "Fin", "outside_event"),
            (PEOPLE, 4, "Arrivée", "outside_event"),
        },
    ),
    "codes that aren't codes": (
        [(ROLES, 3, "Nom", "x" * 201), (WORKSHOPS, 4, "Code", "Atelier n° 2"), (OFFERS, 3, "Code", "été")],
        {
            (ROLES, 3, "Nom", "too_long"),
            (WORKSHOPS, 4, "Code", "not_a_code"),
            (OFFERS, 3, "Code", "not_a_code"),
        },
    ),
    "twice the same": (
        [
            (PEOPLE, 7, "Code", "p4"),
            (PEOPLE, 4, "Courriel", "P1@ville.example"),
            (ORGANISATIONS, 5, "Code", "P5"),
            (PEOPLE, 6, "Structure", "P5"),
            (PEOPLE, 7, "Structure", "P5"),
            (OFFERS, 3, "Structure", "P5"),
            (APART, 3, "B", "P5"),
            (PLACES, 4, "Code", "A1"),
            (SESSIONS, 4, "Nom", "début d’après-midi"),
            (MEET, 4, "Cherche", "acheteur"),
            (MEET, 4, "Apporte", "fournisseur"),
        ],
        {
            (PEOPLE, 7, "Code", "duplicate"),
            (PEOPLE, 4, "Courriel", "duplicate"),
            (PLACES, 4, "Code", "duplicate"),
            (SESSIONS, 4, "Nom", "duplicate"),
            (MEET, 4, "Apporte", "duplicate"),
        },
    ),
    "pairs told twice": (
        [
            (WISHES, 5, "De", "P1"),
            (WISHES, 5, "À propos de", "P3"),
            (WISHES, 5, "Souhait", "souhaité"),
            (APART, 4, "A", "traiteur"),
            (APART, 4, "B", "P2"),
        ],
        {(WISHES, 5, "À propos de", "duplicate"), (APART, 4, "B", "duplicate")},
    ),
    "references that lead nowhere": (
        [
            (PLACES, 3, "Salle", "Salle Margerite"),
            (MEET, 3, "Apporte", "fournisseurs"),
            (PEOPLE, 3, "Structure", "vile"),
            (PEOPLE, 4, "Rôle", "Acheteur"),
            (PEOPLE, 3, "Lieu attitré", "A9"),
            (PEOPLE, 5, "Ateliers", "AT1 ; AT9"),
            (NEEDS, 3, "Structure", "mairie"),
            (OFFERS, 3, "Porté par", "P9"),
            (WISHES, 3, "De", "ville"),
            (APART, 3, "A", "P99"),
        ],
        {
            (PLACES, 3, "Salle", "unknown_reference"),
            (MEET, 3, "Apporte", "unknown_reference"),
            (PEOPLE, 3, "Structure", "unknown_reference"),
            (PEOPLE, 4, "Rôle", "unknown_reference"),
            (PEOPLE, 3, "Lieu attitré", "unknown_reference"),
            (PEOPLE, 5, "Ateliers", "unknown_reference"),
            (NEEDS, 3, "Structure", "unknown_reference"),
            (OFFERS, 3, "Porté par", "unknown_reference"),
            (WISHES, 3, "De", "unknown_reference"),
            (APART, 3, "A", "unknown_reference"),
            (ROLES, 4, "Minimum garanti", "role_meets_nobody"),
        },
    ),
    "two workshops at once": (
        [(PEOPLE, 7, "Ateliers", "AT1 ; AT2")],
        {(PEOPLE, 7, "Ateliers", "overlap")},
    ),
    "promises that can't be kept": (
        [
            (PEOPLE, 3, "Minimum garanti", 9),
            (PEOPLE, 4, "Maximum", 1),
            (ROLES, 4, "Maximum", 0),
            (PEOPLE, 5, "Minimum garanti", 0),
        ],
        {
            (PEOPLE, 3, "Minimum garanti", "guarantee_above_cap"),
            (PEOPLE, 4, "Maximum", "guarantee_above_cap"),
            (ROLES, 4, "Maximum", "invalid"),
        },
    ),
    "more meetings promised than slots": (
        [(ROLES, 3, "Maximum", None), (PEOPLE, 3, "Minimum garanti", 7)],
        {(PEOPLE, 3, "Minimum garanti", "guarantee_above_slots")},
    ),
    "a role that meets nobody": (
        [(ROLES, 5, "Code", "mentor"), (ROLES, 5, "Nom", "Mentor"), (ROLES, 5, "Minimum garanti", 1)],
        {(ROLES, 5, "Minimum garanti", "role_meets_nobody")},
    ),
    "remote people and no video": (
        [(PLACES, 4, "À distance", "non"), (PLACES, 4, "Sur place", "oui")],
        {(PLACES, 0, "À distance", "no_video")},
    ),
    "a place that takes nobody": (
        [(PLACES, 3, "Sur place", "non")],
        {(PLACES, 3, "", "invalid")},
    ),
    "a carrier of another structure": (
        [(NEEDS, 3, "Porté par", "P3"), (OFFERS, 3, "Porté par", "P1")],
        {(NEEDS, 3, "Porté par", "carrier_of_another"), (OFFERS, 3, "Porté par", "carrier_of_another")},
    ),
    "one's own structure": (
        [(WISHES, 3, "À propos de", "P2"), (APART, 3, "A", "P4")],
        {(WISHES, 3, "À propos de", "same_side"), (APART, 3, "B", "same_side")},
    ),
    "formulas and errors": (
        [
            (PEOPLE, 3, "Nom", '=CONCATENATE("Mar","chetti")'),
            (PEOPLE, 5, "Nom", '=HYPERLINK("https://piege.example","Diallo")'),
            (ORGANISATIONS, 3, "Ville", "#REF!"),
        ],
        {
            (PEOPLE, 3, "Nom", "formula"),
            (PEOPLE, 3, "Nom", "required"),
            (PEOPLE, 5, "Nom", "required"),
            (ORGANISATIONS, 3, "Ville", "spreadsheet_error"),
        },
    ),
    "titles": (
        [
            (PEOPLE, 1, "Courriel", "Coureil"),
            (PEOPLE, 1, "Téléphone", "Prénom"),
            (NEEDS, 1, "Titre", None),
        ],
        {
            (PEOPLE, 1, "Coureil", "unknown_column"),
            (PEOPLE, 1, "Courriel", "column_missing"),
            (PEOPLE, 1, "Prénom", "column_twice"),
            (NEEDS, 1, "Titre", "column_missing"),
        },
    ),
    "a second event": (
        [(EVENT, 4, "Code", "autre"), (EVENT, 4, "Nom", "Une autre journée")],
        {(EVENT, 4, "", "second_event")},
    ),
    "time zone and language": (
        [(EVENT, 3, "Fuseau horaire", "Paris"), (EVENT, 3, "Langue", "français")],
        {(EVENT, 3, "Fuseau horaire", "invalid"), (EVENT, 3, "Langue", "invalid")},
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_planted_mistake_is_found(
    name: str, workbook: Path, plant: Callable[..., None], complaints_of: Callable[[Path], Complaints]
) -> None:
    plants, expected = BROKEN[name]
    plant(*plants)
    found = complaints_of(workbook).complaints
    assert {(each.sheet, each.row, each.column, each.code) for each in found} == expected
    assert all(each.sentence.strip() and "{" not in each.sentence for each in found)


@pytest.mark.parametrize(
    ("edit", "suggestion"),
    [
        ((ORGANISATIONS, 3, "Type", "achteur"), "acheteur"),
        ((ORGANISATIONS, 4, "Territoires", "Seine-Saint-Dennis"), "Seine-Saint-Denis"),
        (
            (NEEDS, 3, "Secteurs", "Reemploi de mobillier et d'encombrant"),
            "Réemploi de mobilier et d’encombrants",
        ),
        ((PLACES, 3, "Salle", "Salle Margerite"), "Salle Marguerite"),
        ((PEOPLE, 4, "Rôle", "Acheteur"), "acheteur"),
        ((WORKSHOPS, 4, "Code", "Atelier 2"), "Atelier-2"),
        ((NEEDS, 3, "Fin", 44742.0), "30/06/2022"),
        ((PEOPLE, 1, "Fonction", "Fonctoin"), "Fonction"),
    ],
)
def test_the_nearest_known_value_is_proposed(
    edit: Any,
    suggestion: str,
    workbook: Path,
    plant: Callable[..., None],
    complaints_of: Callable[[Path], Complaints],
) -> None:
    plant(edit)
    found = complaints_of(workbook).complaints
    assert suggestion in {each.suggestion for each in found}
    assert any(
        f"«\N{NO-BREAK SPACE}{suggestion}\N{NO-BREAK SPACE}»" in each.sentence_with_suggestion()
        for each in found
    )
