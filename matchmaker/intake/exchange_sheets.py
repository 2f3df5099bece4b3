"""The sheets of what the meetings are about: needs, offers, wishes, and whom to keep apart."""

from __future__ import annotations

from datetime import date

from matchmaker.intake.cells import WholeNumber, Words
from matchmaker.intake.choices import (
    CONDITIONS,
    RESERVATIONS,
    SECTORS,
    TERRITORIES,
    WISH_LEVELS,
    ManyOf,
    OneOf,
    ReferenceTo,
)
from matchmaker.intake.columns import Column, Sheet
from matchmaker.intake.intake import ForbiddenPairRow, NeedRow, OfferRow, WishRow
from matchmaker.intake.moments import Day
from matchmaker.models import ForbiddenPairBase, NeedBase, OfferBase, WishBase

WORDS, LONG, NUMBER = Words(), Words(long=True), WholeNumber()
ORGANISATION, PERSON = ReferenceTo(("organisations",)), ReferenceTo(("participants",))
EITHER = ReferenceTo(("participants", "organisations"))
SEVERAL = "Valeurs de la feuille Listes, séparées par « ; »."

NEEDS = Sheet(
    noun="needs",
    name="Besoins",
    purpose="Ce que cherchent les structures : un besoin par ligne.",
    base=NeedBase,
    row=NeedRow,
    aliases=("Besoin",),
    columns=(
        Column("Code", "code", WORDS, "Court, sans espace ni accent.", True, "B01", (), 16),
        Column(
            "Structure",
            "organisation",
            ORGANISATION,
            "Un code de la feuille Structures.",
            True,
            "ville",
            (),
            20,
        ),
        Column(
            "Porté par",
            "participant",
            PERSON,
            "Code de la personne, si la structure en envoie plusieurs.",
            False,
            None,
            (),
            14,
        ),
        Column("Titre", "title", WORDS, "En quelques mots.", True, "Réemploi de mobilier", ("Intitulé",), 36),
        Column(
            "Description",
            "description",
            LONG,
            "Volumes, lieux, contraintes : vos mots servent à trouver les bons rendez-vous.",
            False,
            None,
            (),
            50,
        ),
        Column(
            "Secteurs",
            "sectors",
            ManyOf(SECTORS),
            SEVERAL,
            False,
            "Réemploi de mobilier et d’encombrants",
            ("Secteur",),
            36,
        ),
        Column(
            "Territoires",
            "territories",
            ManyOf(TERRITORIES),
            SEVERAL,
            False,
            "Val-de-Marne",
            ("Territoire",),
            26,
        ),
        Column(
            "Conditions",
            "conditions",
            ManyOf(CONDITIONS),
            SEVERAL,
            False,
            "Clause sociale d’insertion",
            ("Condition",),
            30,
        ),
        Column(
            "Marché réservé",
            "reservation",
            OneOf(RESERVATIONS),
            "Vide : ouvert à toutes les structures.",
            False,
            "insertion",
            (),
            20,
        ),
        Column(
            "Budget (€)", "budget_euros", NUMBER, "En euros, sans décimales.", False, 45000, ("Budget",), 14
        ),
        Column(
            "Début",
            "starts_on",
            Day(),
            "Date, si elle est connue.",
            False,
            date(2022, 1, 10),
            ("Date de début",),
            14,
        ),
        Column("Fin", "ends_on", Day(), "Date, si elle est connue.", False, None, ("Date de fin",), 14),
    ),
)

OFFERS = Sheet(
    noun="offers",
    name="Offres",
    purpose="Ce qu’apportent les structures : une offre par ligne.",
    base=OfferBase,
    row=OfferRow,
    aliases=("Offre",),
    columns=(
        Column("Code", "code", WORDS, "Court, sans espace ni accent.", True, "O01", (), 16),
        Column(
            "Structure",
            "organisation",
            ORGANISATION,
            "Un code de la feuille Structures.",
            True,
            "recyclerie",
            (),
            20,
        ),
        Column(
            "Porté par",
            "participant",
            PERSON,
            "Code de la personne, si la structure en envoie plusieurs.",
            False,
            "P001",
            ("Portée par",),
            14,
        ),
        Column("Titre", "title", WORDS, "En quelques mots.", True, "Buffets de saison", ("Intitulé",), 36),
        Column(
            "Description", "description", LONG, "Savoir-faire, capacités, références.", False, None, (), 50
        ),
        Column(
            "Secteurs",
            "sectors",
            ManyOf(SECTORS),
            SEVERAL,
            False,
            "Traiteur, buffets et cocktails",
            ("Secteur",),
            36,
        ),
        Column(
            "Territoires", "territories", ManyOf(TERRITORIES), SEVERAL, False, "Paris", ("Territoire",), 26
        ),
        Column(
            "Conditions",
            "conditions",
            ManyOf(CONDITIONS),
            SEVERAL,
            False,
            "Clause sociale d’insertion",
            ("Condition",),
            30,
        ),
        Column(
            "Budget maximal (€)",
            "largest_budget_euros",
            NUMBER,
            "Le plus gros marché possible, en euros.",
            False,
            80000,
            ("Budget maximal", "Budget"),
            20,
        ),
    ),
)

WISHES = Sheet(
    noun="wishes",
    name="Souhaits",
    purpose="Qui veut rencontrer qui, ou préfère l’éviter.",
    base=WishBase,
    row=WishRow,
    aliases=("Souhait",),
    columns=(
        Column("De", "author", PERSON, "Code de la personne qui souhaite.", True, "P002", (), 16),
        Column(
            "À propos de",
            "about",
            EITHER,
            "Code d’une personne ou d’une structure.",
            True,
            "recyclerie",
            ("Pour", "Vers"),
            22,
        ),
        Column(
            "Souhait",
            "level",
            OneOf(WISH_LEVELS),
            "À choisir dans la liste.",
            True,
            "souhaité",
            ("Niveau",),
            16,
        ),
        Column("Message", "message", LONG, "Pourquoi : la personne le lira.", False, None, (), 50),
    ),
)

FORBIDDEN_PAIRS = Sheet(
    noun="forbidden_pairs",
    name="À ne pas réunir",
    purpose="Les paires à tenir à l’écart ; lues par l’équipe seulement.",
    base=ForbiddenPairBase,
    row=ForbiddenPairRow,
    aliases=("Paires interdites",),
    columns=(
        Column("A", "a", EITHER, "Code d’une personne ou d’une structure.", True, "ville", (), 26),
        Column("B", "b", EITHER, "Code de l’autre.", True, "P001", (), 26),
        Column("Motif", "reason", WORDS, "Pour l’équipe.", False, "Contentieux en cours", (), 50),
    ),
)
