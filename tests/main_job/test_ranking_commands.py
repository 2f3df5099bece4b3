"""What an organiser may ask and decide about a ranking, as typed."""

from __future__ import annotations

import csv
import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from matchmaker.scoring.weights import Weights
from tests.main_job.day import ROOT, aparte
from webapp.cli import build

DEMO = ROOT / "fixtures" / "demo"
CITY, REUSE, CATERER = "ville-montreval", "ressourcerie-clos-perdrix", "cardamome-et-persil"
TERRITORY_FIRST = "territory = 1.0\nwords = 0.1\n"


def ranked(*arguments: str | Path) -> Result:
    """The command within this process, which has loaded what it needs; what a process learns has one of its own."""
    return CliRunner().invoke(build(), ["rank", str(DEMO), *map(str, arguments)])


@cache
def answered(*arguments: str | Path) -> Any:
    done = ranked(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def refused(*arguments: str | Path) -> str:
    done = ranked(*arguments)
    assert isinstance(done.exception, SystemExit), "a sentence, not a traceback"
    assert (done.exit_code, done.stdout) == (1, "")
    return done.stderr


def test_why_gives_the_scores_of_the_list_and_what_makes_the_difference() -> None:
    score = {(pair["a"], pair["b"]): pair["score"] for pair in answered("--top", "50")}
    found = answered("--why", f"{CITY}:{CATERER}:{REUSE}")
    assert found["first"]["score"] == score[CITY, CATERER]
    assert found["second"]["score"] == score[CITY, REUSE]
    assert found["first"]["reasons"]
    assert all(d.keys() == {"criterion", "points", "sentence"} for d in found["differences"])
    said = ranked("--why", f"{CITY}:{CATERER}:{REUSE}").stdout
    assert all(difference["sentence"] in said for difference in found["differences"])


def test_why_by_the_only_criterion_of_a_subject_has_an_answer(tmp_path: Path) -> None:
    (tmp_path / "weights.toml").write_text("codes = 0\nwords = 0\n")
    found = answered("--why", f"{CITY}:{CATERER}:{REUSE}", "--weights", tmp_path / "weights.toml")
    told = {d["criterion"]: d["points"] for d in found["differences"]}
    assert told["sector"] > 0
    assert not told.keys() & {"codes", "words"}


def test_why_never_praises_the_subject_of_the_worse() -> None:
    """The caterer fits its need better by sector, codes and words alike; only the wishes speak for the other."""
    found = answered("--why", f"{CITY}:{CATERER}:{REUSE}")
    told = {d["criterion"]: d["points"] for d in found["differences"]}
    assert all(told[name] > 0 for name in ("sector", "codes", "words"))
    assert told["wish"] < 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"{CITY}:cardamome-et-persi:{REUSE}", f"peut-être «\u00a0{CATERER}\u00a0»"),
        (f"{CITY}:{REUSE}:zzz", "«\u00a0zzz\u00a0»"),
        (f"{CITY}:{REUSE}", "trois structures"),
        (f"{CITY}:{REUSE}:{REUSE}", "trois structures"),
        (f"{CITY}:{REUSE}:eclat-commun", "ne doivent pas se rencontrer"),
        (f"{CITY}:ch-deux-rives:{REUSE}", "ne doivent pas se rencontrer"),
    ],
)
def test_a_question_without_an_answer_gets_a_sentence(asked: str, said: str) -> None:
    assert said in refused("--why", asked)


def test_other_weights_say_who_rises_and_who_falls(tmp_path: Path) -> None:
    weights = tmp_path / "weights.toml"
    weights.write_text(TERRITORY_FIRST)
    found = answered("--weights", weights, "--top", "3")
    assert [(p["a"], p["b"], p["score"]) for p in found["pairs"]] != [
        (p["a"], p["b"], p["score"]) for p in answered("--top", "3")
    ]
    assert found["effect"]
    for move in found["effect"]:
        assert move["rank_before"] != move["rank_after"]
        assert min(move["rank_before"], move["rank_after"]) <= 3
    said = ranked("--weights", weights, "--top", "3").stdout
    assert found["effect"][0]["b_name"] in said.split("Ce que ces poids changent")[1]


def test_the_usual_weights_change_nothing(tmp_path: Path) -> None:
    weights = tmp_path / "weights.toml"
    weights.write_text(f"territory = {Weights().territory}\n")
    assert answered("--weights", weights) == {"pairs": answered(), "effect": []}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "teritory = 0.5\n",
            "«\u00a0teritory\u00a0» n’est pas un critère. Un poids de 0 à 1 se donne à sector,",
        ),
        ("territory = 1.5\n", "le poids de territory est un nombre de 0 à 1, comme 0.5, et non 1.5"),
        ("territory = true\n", "le poids de territory"),
        ("territory = nan\n", "le poids de territory"),
        ("sector = 0\ncodes = 0\nwords = 0\n", "tous à 0"),
        ("territory: 0.5\n", "un poids par ligne"),
    ],
)
def test_weights_that_cannot_be_get_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "weights.toml").write_text(text)
    assert said in refused("--weights", tmp_path / "weights.toml")


def test_a_plan_follows_the_weights(tmp_path: Path) -> None:
    (tmp_path / "weights.toml").write_text(TERRITORY_FIRST)
    pairs = answered("--weights", tmp_path / "weights.toml", "--top", "200")["pairs"]
    score = {frozenset((pair["a"], pair["b"])): pair["score"] for pair in pairs}
    arguments = ("--weights", tmp_path / "weights.toml", "--time-limit", "1", "--json")
    done = aparte("plan", DEMO, "--out", tmp_path / "out", *arguments)
    assert done.returncode == 0, done.stderr
    with (DEMO / "participants.csv").open(encoding="utf-8-sig", newline="") as file:
        house = {row["Code"]: row["Structure"] for row in csv.DictReader(file, delimiter=";")}
    meetings = json.loads(done.stdout)["meetings"]
    assert meetings
    assert all(m["score"] == score[frozenset((house[m["a"]], house[m["b"]]))] for m in meetings)


def test_communes_of_a_list_are_found_in_the_workbook(tmp_path: Path) -> None:
    folder, communes = tmp_path / "event", tmp_path / "communes.csv"
    shutil.copytree(DEMO, folder)
    needs = folder / "besoins.csv"
    text = needs.read_text(encoding="utf-8-sig")
    assert ";Val-de-Marne;" in text
    needs.write_text(text.replace(";Val-de-Marne;", ";Belmarche-en-Brie;", 1), encoding="utf-8")
    communes.write_text("nom;departement\nBelmarche-en-Brie;94\n", encoding="utf-8")
    assert "Belmarche-en-Brie" in aparte("rank", folder).stderr
    done = aparte("rank", folder, "--communes", communes, "--json")
    assert json.loads(done.stdout) == answered()


def test_official_labels_teach_new_words(tmp_path: Path) -> None:
    official = tmp_path / "cpv.csv"
    official.write_text("code,label_fr,label_en\n55321000,Vœux et cérémonies,Ceremonies\n", encoding="utf-8")
    done = aparte("rank", DEMO, "--cpv", official, "--json")
    assert json.loads(done.stdout) != answered()


@pytest.mark.parametrize("option", ["--cpv", "--communes"])
def test_tables_that_cannot_be_used_get_a_sentence(option: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text("name\nx\n")
    (tmp_path / "noise.csv").write_bytes(b"\xff\xfe\x00\x01")
    assert "il manque la colonne" in refused(option, tmp_path / "wrong.csv")
    assert "encodage UTF-8" in refused(option, tmp_path / "noise.csv")
    assert "il n’y a rien à cet endroit" in refused(option, tmp_path / "absent.csv")


def test_a_list_without_a_known_department_is_said(tmp_path: Path) -> None:
    (tmp_path / "communes.csv").write_text("nom,departement\nNulle-Part,ZZ\n")
    assert "aucune commune" in refused("--communes", tmp_path / "communes.csv")
