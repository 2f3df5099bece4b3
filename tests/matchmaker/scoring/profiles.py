"""A few invented profiles that the scoring tests share."""

from __future__ import annotations

from matchmaker.scoring.profile import NeedText, OfferText, Profile

CITY = Profile(
    "city",
    "Ville de Bellerive",
    legal_form="commune",
    needs=(
        NeedText(
            "furniture",
            "Enlèvement et réemploi de mobilier de bureau, 3 sites",
            territories=("94",),
            reservation="insertion",
            conditions=("reemploi",),
        ),
        NeedText("party", "Traiteur pour l’inauguration de la médiathèque", territories=("94",)),
    ),
)
REUSE = Profile(
    "reuse",
    "Ressourcerie du Parc",
    legal_form="association",
    agreements=("aci",),
    offers=(
        OfferText(
            "bulky",
            "Ressourcerie, collecte et valorisation d’encombrants",
            territories=("94", "77"),
            conditions=("reemploi",),
        ),
    ),
)
REUSE_WITHOUT_AGREEMENT = Profile("company", "Débarras Express", legal_form="sarl", offers=REUSE.offers)
CATERER = Profile(
    "caterer",
    "Les Bons Plateaux",
    legal_form="scop",
    offers=(
        OfferText("buffet", "Traiteur solidaire : cocktails et plateaux repas", territories=("75", "94")),
    ),
)
GARDENER = Profile(
    "gardener",
    "Verts Demain",
    legal_form="sarl",
    agreements=("ea",),
    offers=(OfferText("mowing", "Entretien d’espaces verts : tonte, taille", territories=("77",)),),
)
