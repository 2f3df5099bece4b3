"""The sheets of the event itself: when, where, which roles, which workshops."""

from __future__ import annotations

from datetime import date, time

from matchmaker.intake.cells import WholeNumber, Words, YesNo
from matchmaker.intake.choices import EQUIPMENT, ManyOf, ReferenceTo
from matchmaker.intake.columns import DAY, Column, Sheet
from matchmaker.intake.intake import MayMeetRow, PlaceRow
from matchmaker.intake.moments import Day, Moment
from matchmaker.models import EventBase, MeetingSessionBase, PlaceBase, RoleBase, RoomBase, WorkshopBase

WORDS, LONG, NUMBER, YES_NO = Words(), Words(long=True), WholeNumber(), YesNo()
THE_DAY = date(2021, 11, 18)

EVENT = Sheet(
    noun="event",
    name="Événement",
    purpose="Une seule ligne : ce que tout le monde lira de votre journée.",
    base=EventBase,
    required=True,
    aliases=("Evènement", "Journée"),
    columns=(
        Column("Code", "code", WORDS, "Un nom court sans espace ni accent.", True, "achats-2021", (), 24),
        Column(
            "Nom",
            "name",
            WORDS,
            "Le nom complet de la journée.",
            True,
            "Journée des achats responsables",
            (),
            36,
        ),
        Column(
            "Thème", "theme", WORDS, "Le sujet, si la journée en a un.", False, "Achats responsables", (), 26
        ),
        Column("Territoire", "territory", WORDS, "Où l’on vient vous voir.", False, "Île-de-France"),
        Column("Lieu", "venue", WORDS, "Le nom du bâtiment.", False, "Maison des solidarités", (), 26),
        Column(
            "Adresse", "address", WORDS, "Rue, code postal, ville.", False, "12 quai des Tanneurs", (), 34
        ),
        Column(
            "Date de début",
            "starts_on",
            Day(),
            "Jour, mois, année : 18/11/2021.",
            True,
            THE_DAY,
            ("Date",),
            16,
        ),
        Column("Date de fin", "ends_on", Day(), "La même si tout tient en un jour.", True, THE_DAY, (), 16),
        Column("Fuseau horaire", "time_zone", WORDS, "Vide : Europe/Paris.", False, "Europe/Paris"),
        Column("Langue", "language", WORDS, "fr ou en ; vide : français.", False, "fr", (), 12),
        Column(
            "Organisateur",
            "organiser_name",
            WORDS,
            "Qui invite.",
            True,
            "Chambre régionale",
            ("Organisatrice",),
            28,
        ),
        Column(
            "Courriel de l’organisateur",
            "organiser_email",
            WORDS,
            "Où répondent les participant·es.",
            True,
            "contact@chambre.example",
            ("Mail de l’organisateur", "Email de l’organisateur"),
            30,
        ),
        Column(
            "Site",
            "website",
            WORDS,
            "Adresse complète, avec https://.",
            False,
            "https://chambre.example",
            (),
            28,
        ),
        Column("Description", "description", LONG, "Quelques phrases de présentation.", False, None, (), 50),
    ),
)

SESSIONS = Sheet(
    noun="sessions",
    name="Plages",
    purpose="Les moments de rendez-vous. Entre deux plages : une pause.",
    base=MeetingSessionBase,
    required=True,
    aliases=("Plage", "Plages de rendez-vous"),
    columns=(
        Column("Nom", "name", WORDS, "Par exemple : début d’après-midi.", True, "Début d’après-midi", (), 28),
        Column("Date", DAY, Day(), "Jour, mois, année : 18/11/2021.", True, THE_DAY, ("Jour",), 14),
        Column(
            "Début",
            "starts_at",
            Moment(),
            "Heure du premier rendez-vous.",
            True,
            time(14),
            ("Heure de début",),
            12,
        ),
        Column(
            "Fin", "ends_at", Moment(), "Heure de fin du dernier.", True, time(15, 40), ("Heure de fin",), 12
        ),
        Column(
            "Durée d’un rendez-vous (min)",
            "slot_minutes",
            NUMBER,
            "En minutes ; vide : 20.",
            False,
            20,
            ("Durée", "Durée d’un rendez-vous", "Durée (min)"),
            28,
        ),
        Column(
            "Battement (min)",
            "changeover_minutes",
            NUMBER,
            "Minutes entre deux rendez-vous ; vide : 0.",
            False,
            0,
            ("Battement",),
            20,
        ),
    ),
)

ROOMS = Sheet(
    noun="rooms",
    name="Salles",
    purpose="Les salles où se trouvent les tables. Vide si tout se passe en visio.",
    base=RoomBase,
    aliases=("Salle",),
    columns=(
        Column("Nom", "name", WORDS, "Tel qu’il est écrit sur la porte.", True, "Salle Marguerite", (), 28),
        Column("Étage", "floor", WORDS, "Facultatif.", False, "Rez-de-chaussée", (), 20),
        Column("Accès", "directions", LONG, "Comment la trouver.", False, "À droite après l’accueil", (), 50),
    ),
)

PLACES = Sheet(
    noun="places",
    name="Lieux",
    purpose="Les tables et les salons vidéo : chacun accueille un rendez-vous à la fois.",
    base=PlaceBase,
    row=PlaceRow,
    required=True,
    aliases=("Lieu", "Tables"),
    columns=(
        Column("Code", "code", WORDS, "Court, il figure sur la table.", True, "A1", (), 18),
        Column("Nom", "name", WORDS, "Ce que liront les participant·es.", True, "Table A1"),
        Column(
            "Salle",
            "room",
            ReferenceTo(("rooms",)),
            "Un nom de la feuille Salles.",
            False,
            "Salle Marguerite",
            (),
            24,
        ),
        Column("Sur place", "on_site", YES_NO, "oui ou non ; vide : oui.", False, "oui", ("Présentiel",), 12),
        Column(
            "À distance",
            "video",
            YES_NO,
            "oui si le lieu a la visio ; vide : non.",
            False,
            "non",
            ("Visio",),
            14,
        ),
        Column("Places assises", "seats", NUMBER, "En chiffres.", False, 4, ("Places",), 16),
        Column(
            "Équipement",
            "equipment",
            ManyOf(EQUIPMENT),
            "Valeurs de la feuille Listes, séparées par « ; ».",
            False,
            None,
            (),
            34,
        ),
        Column(
            "Lien vidéo",
            "video_url",
            WORDS,
            "Adresse complète, avec https://.",
            False,
            None,
            ("Lien visio",),
            30,
        ),
        Column("Ouverture", "opens_at", Moment(), "Si le lieu ouvre plus tard : 15:00.", False, None, (), 14),
        Column("Fermeture", "closes_at", Moment(), "S’il ferme plus tôt : 16:30.", False, None, (), 14),
    ),
)

ROLES = Sheet(
    noun="roles",
    name="Rôles",
    purpose="Les côtés de la rencontre : acheteurs et fournisseurs, porteurs de projet et financeurs…",
    base=RoleBase,
    required=True,
    aliases=("Rôle",),
    columns=(
        Column("Code", "code", WORDS, "Court, sans espace ni accent.", True, "acheteur", (), 20),
        Column(
            "Nom", "name", WORDS, "Ce que liront les participant·es.", True, "Acheteur ou acheteuse", (), 30
        ),
        Column(
            "Minimum garanti",
            "guaranteed",
            NUMBER,
            "Rendez-vous promis à chacun·e ; vide : 0.",
            False,
            3,
            ("Garanti", "Minimum"),
        ),
        Column("Maximum", "greatest", NUMBER, "Au plus ; vide : sans limite.", False, 8, (), 14),
        Column(
            "Repos après", "rest_after", NUMBER, "Nombre de rendez-vous d’affilée avant une pause.", False, 4
        ),
    ),
)

MAY_MEET = Sheet(
    noun="may_meet",
    name="Qui rencontre qui",
    purpose="Une ligne par rencontre possible entre deux rôles.",
    row=MayMeetRow,
    required=True,
    columns=(
        Column(
            "Cherche",
            "seeker",
            ReferenceTo(("roles",)),
            "Code du rôle qui a des besoins.",
            True,
            "acheteur",
            (),
            26,
        ),
        Column(
            "Apporte",
            "provider",
            ReferenceTo(("roles",)),
            "Code du rôle qui a des offres.",
            True,
            "fournisseur",
            (),
            26,
        ),
    ),
)

WORKSHOPS = Sheet(
    noun="workshops",
    name="Ateliers",
    purpose="Les temps collectifs. Qui y participe n’a pas de rendez-vous à cette heure-là.",
    base=WorkshopBase,
    aliases=("Atelier",),
    columns=(
        Column("Code", "code", WORDS, "Court, sans espace ni accent.", True, "AT1", (), 18),
        Column("Nom", "name", WORDS, "Le titre de l’atelier.", True, "Réserver un marché", (), 36),
        Column("Date", DAY, Day(), "Jour, mois, année : 18/11/2021.", True, THE_DAY, ("Jour",), 14),
        Column("Début", "starts_at", Moment(), "Heure de début.", True, time(10), ("Heure de début",), 12),
        Column("Fin", "ends_at", Moment(), "Heure de fin.", True, time(11), ("Heure de fin",), 12),
        Column("Lieu", "location", WORDS, "Où il se tient.", False, "Amphithéâtre", (), 24),
        Column(
            "Lien vidéo",
            "video_url",
            WORDS,
            "Adresse complète, avec https://.",
            False,
            None,
            ("Lien visio",),
            30,
        ),
        Column("Description", "description", LONG, "Quelques phrases.", False, None, (), 50),
    ),
)
