"""The reference knowledge is whole, consistent, and finds what people type."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.reference import access, conditions, cpv, cpv_recognition, sectors, structures, territories
from matchmaker.reference.data_files import TableError
from matchmaker.reference.recognition import passages

OFFICIAL_CPV = Path(__file__).parents[4] / "shared" / "reference" / "cpv_2008_fr_en.csv"
OFFICIAL_COMMUNES = OFFICIAL_CPV.with_name("idf_communes.csv")


def test_sector_tree_has_its_size_and_unique_codes() -> None:
    codes = [sector.code for sector in sectors.all_sectors()]
    assert len(codes) == len(set(codes)) >= 150
    assert len(sectors.families()) >= 20
    assert {sector.family for sector in sectors.all_sectors()} == {f.code for f in sectors.families()}


def test_every_sector_covers_known_cpv_codes_and_has_phrasings() -> None:
    known = {entry.code for entry in (*cpv.divisions(), *cpv.groups())}
    for sector in sectors.all_sectors():
        assert set(sector.cpv) <= known, sector.code
        assert len(sector.phrasings) >= 5, sector.code


def test_labels_are_unique_so_that_a_drop_down_list_can_be_read_back() -> None:
    for sector in sectors.all_sectors():
        assert sectors.find(sector.label) == sector
        assert sectors.find(sector.code) == sector
    for names in (
        [f.label for f in structures.LEGAL_FORMS],
        [a.label for a in structures.AGREEMENTS],
        [c.label for c in conditions.CONDITIONS],
        [e.label for e in access.EQUIPMENT],
    ):
        assert len(names) == len(set(names))


def test_cpv_has_its_45_divisions_and_272_groups() -> None:
    assert (len(cpv.divisions()), len(cpv.groups())) == (45, 272)
    assert cpv.find("39130000-2") in cpv.groups()
    assert cpv.find("4813") is not None
    assert cpv.find("99") is None


@pytest.mark.bench_data
@pytest.mark.skipif(not OFFICIAL_CPV.exists(), reason="the official CPV file is not here")
def test_cpv_labels_are_the_official_ones() -> None:
    official = {entry.code: entry for entry in cpv.read_official_file(OFFICIAL_CPV)}
    for entry in (*cpv.divisions(), *cpv.groups()):
        assert official[entry.code.ljust(8, "0")].label == entry.label


def test_a_cpv_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cpv.csv").write_text("code,label\n03000000,x\n", encoding="utf-8")
    with pytest.raises(TableError, match="label_fr"):
        cpv.read_official_file(tmp_path / "cpv.csv")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("enlèvement et réemploi de mobilier de bureau, 3 sites", "dechets.reemploi_mobilier"),
        ("ressourcerie, collecte et valorisation d'encombrants", "dechets.reemploi_mobilier"),
        ("traiteur pour l'inauguration, 200 personnes", "alimentation.traiteur"),
        ("tonte et taille de haies de nos résidences", "nature.espaces_verts"),
        ("ménage des bureaux et parties communes", "proprete.locaux"),
        ("location et entretien de linge plat", "textile.blanchisserie"),
    ],
)
def test_nearest_sector_of_plain_words(text: str, code: str) -> None:
    assert sectors.nearest(text)[0][0].code == code


def test_a_typing_mistake_is_proposed_and_not_guessed() -> None:
    assert sectors.find("Entretien d'espace vert") is None
    proposed = sectors.propose("Entretien d'espace vert")
    assert proposed is not None
    assert proposed.code == "nature.espaces_verts"
    assert sectors.propose("zzzzzz") is None


@given(st.text(max_size=80))
def test_any_text_is_recognised_without_error_and_within_bounds(text: str) -> None:
    assert all(0 < confidence <= 1 for _, confidence in sectors.nearest(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("94", "94"),
        ("Val-de-Marne", "94"),
        ("val de marne", "94"),
        ("94000", "94"),
        ("Île-de-France", "R11"),
        ("ile de france", "R11"),
        ("IDF", "R11"),
        ("T8", "T8"),
        ("Est Ensemble", "T8"),
        ("Montreuil", "T8"),
        ("97411", "974"),
        ("20000", "2A"),
        ("Melun", "B16"),
        ("France", "france"),
    ],
)
def test_territories_are_found_by_what_people_type(text: str, code: str) -> None:
    found = territories.find(text)
    assert found is not None
    assert found.code == code


def test_unknown_territory_is_none() -> None:
    assert territories.find("Atlantide") is None


def test_territories_nest() -> None:
    def cells(name: str) -> frozenset[int]:
        found = territories.find(name)
        assert found is not None
        return found.cells

    assert cells("T8") < cells("93") < cells("R11") < cells("france")
    assert frozenset().union(*(cells(d) for d in ("75", "77", "78", "91", "92", "93", "94", "95"))) == cells(
        "R11"
    )
    assert cells("R11") == frozenset().union(*(cells(f"B{number}") for number in range(1, 26)))
    assert len([t for t in territories.all_territories() if t.kind == "department"]) == 101


def test_distances_are_symmetric_and_plausible() -> None:
    paris, lyon = territories.find("75"), territories.find("69")
    assert paris is not None
    assert lyon is not None
    assert territories.distance_km(paris.cells, lyon.cells) == pytest.approx(392, abs=8)
    assert territories.distance_km(paris.cells, paris.cells) == 0


@pytest.mark.bench_data
@pytest.mark.skipif(not OFFICIAL_COMMUNES.exists(), reason="the communes file is not here")
def test_communes_of_the_epts_are_where_insee_puts_them() -> None:
    with OFFICIAL_COMMUNES.open(encoding="utf-8") as file:
        official = {
            row["nom"]: row
            for row in csv.DictReader(file)
            if row["ept"] and row["type"] == "commune-actuelle"
        }
    for name, row in official.items():
        found = territories.find(name)
        assert found is not None, name
        departments = {territories.cells()[cell].department for cell in found.cells}
        assert row["departement"] in departments, name


@pytest.mark.parametrize(
    ("agreements", "form", "reservation", "allowed"),
    [
        (["aci"], "association", "insertion", True),
        (["aci"], "association", "handicap", False),
        (["aci"], "association", "handicap_or_insertion", True),
        (["esat"], "association", "handicap", True),
        (["ea"], "sarl", "insertion", False),
        (["ea"], "sarl", "handicap_or_insertion", True),
        (["ea"], "sarl", "ess", False),
        ([], "scop", "ess", True),
        (["esus"], "sas", "ess", True),
        (["esus"], "sas", "insertion", False),
        (["regie_quartier"], "association", "insertion", False),
        (["geiq"], "association", "insertion", False),
        ([], "sarl", None, True),
        (["unknown"], None, "handicap", False),
    ],
)
def test_reserved_contracts_follow_the_law(
    agreements: list[str], form: str, reservation: str | None, allowed: bool
) -> None:
    assert structures.may_answer_reserved(agreements, reservation, form) is allowed


def test_an_unknown_reservation_is_refused() -> None:
    with pytest.raises(ValueError, match="gold"):
        structures.may_answer_reserved([], "gold")


def test_access_needs_are_answered_by_equipment() -> None:
    assert access.answers(["step_free", "quiet"], ["quiet"])
    assert not access.answers(["quiet"], ["hearing_loop"])


def test_an_organiser_may_add_communes(tmp_path: Path) -> None:
    communes = tmp_path / "communes.csv"
    communes.write_text(
        "nom,departement,ept,codes_postaux\nBelmarche,77,,77999\nParis,77,,\nNulle-Part,ZZ,,\nSurville,94,T11,94998|94999\n",
        encoding="utf-8",
    )
    assert territories.find("Belmarche") is None
    assert territories.add_communes(communes) == 3
    found = {
        name: territories.find(name)
        for name in ("Belmarche", "77999", "Surville", "94998", "Paris", "Nulle-Part")
    }
    assert {name: t.code if t else None for name, t in found.items()} == {
        "Belmarche": "77",
        "77999": "77",
        "Surville": "T11",
        "94998": "T11",
        "Paris": "75",
        "Nulle-Part": None,
    }
    (tmp_path / "wrong.csv").write_text("name\nx\n", encoding="utf-8")
    with pytest.raises(TableError, match="departement"):
        territories.add_communes(tmp_path / "wrong.csv")


def test_an_organiser_may_add_the_official_cpv_labels(tmp_path: Path) -> None:
    official, none = tmp_path / "cpv.csv", tmp_path / "none.csv"
    official.write_text("code,label_fr,label_en\n37321000,Zyxophones,Zyxophones\n", encoding="utf-8")
    none.write_text("code,label_fr,label_en\n", encoding="utf-8")
    cpv_recognition.use_official_file(official)
    assert cpv_recognition.recogniser().best("Zyxophones")[1][0] == "373"
    cpv_recognition.use_official_file(none)
    assert cpv_recognition.recogniser().strengths(passages("Zyxophones"))[1].max() == 0
