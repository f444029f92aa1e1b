"""`consolidate`, `verify` and `diff` as users and programs meet them: outputs, exit codes, refusals in one line."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from zangraph.cli import cli
from zangraph.cli.common import Failure

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "docs" / "tutorial" / "files"
CONTRACT = ROOT.parent / "shared" / "contract"
ORDERS = ("order-1", "order-2", "order-3")
PUBLISHED = {"rules": "2021-03-05", "order-1": "2022-06-15", "order-2": "2023-02-20", "order-3": "2024-09-05"}


def given(language: str, *orders: str) -> list[str]:
    return [str(FILES / f"{name}.{language}.txt") for name in ("rules", *(orders or ORDERS))]


def published(language: str, *names: str) -> list[str]:
    return [word for name in names for word in ("--published", f"{name}.{language}.txt={PUBLISHED[name]}")]


def call(capsys: Any, *args: object) -> tuple[int, str, str]:
    """The command in this process: exit code, stdout, stderr."""
    code = cli.main([str(arg) for arg in args], standalone_mode=False)
    captured = capsys.readouterr()
    return code if isinstance(code, int) else 0, captured.out, captured.err


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_consolidate_gives_the_whole_act_of_the_contract(capsys: Any, language: str) -> None:
    args = ("consolidate", *given(language), *published(language, *PUBLISHED), "--format", "json")
    code, out, err = call(capsys, *args)
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert [operation["outcome"]["status"] for operation in answer["operations"]] == ["applied"] * 7
    texts = {provision["address"]: provision for provision in answer["provisions"]}
    assert texts["annex/point:7"]["status"] == "deleted" and texts["annex/point:7"]["text"] == ""
    assert texts["annex/point:4-1"]["in_force_from"] == "2022-06-26"
    assert texts["annex/point:5"]["operation"] == {"act": "order/mtszn/2023-02-15/45", "n": 1}
    assert (
        list(texts).index("annex/point:4") < list(texts).index("annex/point:4-1") < list(texts).index("annex/point:5")
    )
    schema = CONTRACT / "show-act.schema.json"
    if schema.is_file():
        jsonschema.validate(answer, json.loads(schema.read_text("utf-8")))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_spans_tell_who_wrote_every_character_of_a_text(capsys: Any, language: str) -> None:
    """Of points and of chapters and annexes, whose text is all that stands in them."""
    _, out, _ = call(capsys, "consolidate", *given(language), "--format", "json")
    provisions = {provision["address"]: provision for provision in json.loads(out)["provisions"]}
    for address, provision in provisions.items():
        end = 0
        for span in provision["spans"]:
            assert set(provision["text"][end : span["start"]]) <= {"\n"}, address
            end = span["end"]
        assert end == len(provision["text"]), address
    annex, point = provisions["annex"], provisions["annex/point:4-1"]
    start = annex["text"].index(point["text"])
    (by,) = [span["operation"] for span in annex["spans"] if span["start"] == start]
    assert by == {"act": "order/mtszn/2022-06-10/112", "n": 3}


@pytest.mark.parametrize(("on", "words"), [("2022-06-25", "центр занятости"), ("2022-06-26", "карьерный центр")])
def test_an_order_counts_from_publication_and_ten_days_and_one(capsys: Any, on: str, words: str) -> None:
    _, out, _ = call(capsys, "consolidate", *given("ru"), *published("ru", *PUBLISHED), "--on", on)
    assert f"3. Реестр ведет {words}" in out


def test_what_cannot_be_applied_is_exit_0_a_label_and_a_line_of_the_ledger(capsys: Any, tmp_path: Path) -> None:
    order = tmp_path / "order.txt"
    text = (FILES / "order-2.ru.txt").read_text("utf-8")
    order.write_text(text.replace("пункт 7 исключить", "пункт 70 исключить"), "utf-8")
    code, out, err = call(capsys, "consolidate", given("ru")[0], order)
    assert code == 0
    assert "не применено операций: 1" in out
    assert "7. Центр ежегодно публикует отчет о наставниках." in out
    assert "target_missing" in err and "annex/point:70" in err


MINISTER = "Министра труда и социальной защиты населения Республики Казахстан"
RULES_TITLE = '"Об утверждении Правил ведения реестра наставников"'
THIRD = (
    f'приказ {MINISTER} от 2 сентября 2024 года № 203 "О внесении изменений в приказ {MINISTER} от 2 марта 2021 года '
    f'№ 57 {RULES_TITLE}"'
)
SECOND_ORDER = f"""О внесении изменения в {THIRD}

Приказ {MINISTER} от 5 сентября 2024 года № 210. Зарегистрирован в Министерстве
юстиции Республики Казахстан 6 сентября 2024 года № 35050
      ПРИКАЗЫВАЮ:
      1. Внести в {THIRD} следующее изменение:
      в пункте 1 слова "пять лет" заменить словами "семь лет".
      2. Настоящий приказ вводится в действие со дня его первого официального опубликования.
      Министр труда А. Сериков
"""


def test_an_order_may_amend_another_given_order(capsys: Any, tmp_path: Path) -> None:
    """A change to an order that has not taken effect yet changes what that order does, and is told."""
    order = tmp_path / "order-4.txt"
    order.write_text(SECOND_ORDER, "utf-8")
    days = [*published("ru", *PUBLISHED), "--published", "order-4.txt=2024-09-07"]
    code, out, err = call(capsys, "consolidate", *given("ru"), order, *days)
    assert code == 0
    assert "6. Сведения реестра хранятся семь лет, после чего передаются в архив." in out
    assert "order/mtszn/2024-09-05/210 amends order/mtszn/2024-09-02/203, not the act itself" in " ".join(err.split())


@pytest.mark.parametrize("form", ["md", "html", "akn", "docx"])
def test_consolidate_prints_every_format(run: Any, tmp_path: Path, form: str) -> None:
    if form != "docx":
        result = run("consolidate", *given("kk", "order-1"), "--format", form)
        assert result.returncode == 0 and "мансап орталығы" in result.stdout and "applied" in result.stderr
        return
    command = [
        str(Path(sys.executable).parent / "zangraph"),
        "consolidate",
        *given("kk", "order-1"),
        "--format",
        form,
    ]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert any("мансап орталығы" in p.text for p in docx.Document(io.BytesIO(done.stdout)).paragraphs)


RULES, FIRST = given("ru", "order-1")
REFUSED = {
    "another language": (["consolidate", RULES, given("kk")[1]], "is in Kazakh"),
    "another act": (["consolidate", FIRST, given("ru")[2]], "amends order/mtszn/2021-03-02/57"),
    "twice": (["consolidate", RULES, FIRST, FIRST], "as is"),
    "the edition as an order": (["consolidate", RULES, str(FILES / "edition.ru.txt")], "as is"),
    "no such file": (["consolidate", RULES, "nowhere.txt"], "no such file"),
    "a folder": (["consolidate", str(FILES), FIRST], "is a folder"),
    "no act": (["consolidate", str(FILES / "manifest.toml"), FIRST], "no act"),
    "not FILE=DATE": (["consolidate", RULES, FIRST, "--published", "2021-01-01"], "FILE=DATE"),
    "not given": (["consolidate", RULES, FIRST, "--published", "other.txt=2021-01-01"], "none of the given"),
    "no day": (["consolidate", RULES, FIRST, "--published", "order-1.ru.txt=15.06.2022"], "YYYY-MM-DD"),
    "edition of another act": (["verify", RULES, FIRST, "--official", FIRST], "rules.ru.txt is order/mtszn/2021-03"),
    "edition in the other language": (
        ["verify", RULES, FIRST, "--official", str(FILES / "edition.kk.txt")], "is in Kazakh",
    ),
    "an order on another act": (
        ["verify", FIRST, given("ru")[2], "--official", FIRST], "order-2.ru.txt: order/mtszn/2023-02-15/45 amends",
    ),
    "a draft between languages": (["draft", RULES, given("kk")[0]], f"rules.ru.txt is in ru, {given('kk')[0]} in kk"),
    "a draft in the other language": (["draft", RULES, RULES, "--lang", "kk"], "in ru, not in kk"),
    "a draft between acts": (["draft", RULES, FIRST], f"{FIRST} is order/mtszn/2022-06-10/112"),
    "a draft between equal texts": (["draft", RULES, RULES], "are equal"),
    "a draft from a folder": (["draft", str(FILES), RULES], f"{FILES}: is a folder"),
    "a file inspected that is a folder": (["inspect", str(FILES)], f"{FILES}: is a folder"),
}  # fmt: skip


@pytest.mark.parametrize("command", ["consolidate", "verify", "draft"])
def test_an_empty_file_is_named(command: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    official = ["--official", RULES] if command == "verify" else []
    for files in ([RULES, empty], [empty, RULES]):
        with pytest.raises(Failure, match=r"empty\.txt: the file is empty$"):
            cli.main([command, *map(str, files), *official], standalone_mode=False)


@pytest.mark.parametrize("case", REFUSED)
def test_files_that_do_not_fit_are_refused_in_one_line(case: str) -> None:
    args, cause = REFUSED[case]
    with pytest.raises(Failure) as refused:
        cli.main(args, standalone_mode=False)
    assert cause in str(refused.value) and "\n" not in str(refused.value)


def test_a_refusal_is_exit_2_without_traceback(run: Any) -> None:
    result = run("consolidate", RULES, "nowhere.txt")
    assert result.returncode == 2 and result.stderr == "zangraph: nowhere.txt: no such file\n"
    assert result.stdout == ""


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_verify_proves_the_edition(capsys: Any, language: str) -> None:
    edition = FILES / f"edition.{language}.txt"
    code, out, _ = call(capsys, "verify", *given(language), "--official", edition, "--format", "json")
    answer = json.loads(out)
    assert (code, answer["proven"], answer["notes"]) == (0, True, [])
    assert answer["counts"] == {"same": 21, "differs": 0, "missing": 0, "extra": 0}


def test_verify_tells_every_kind_of_difference(capsys: Any, tmp_path: Path) -> None:
    edition = tmp_path / "edition.txt"
    text = (FILES / "edition.ru.txt").read_text("utf-8")
    text = text.replace("1) высшего образования;", "1) высшего или послесреднего образования;")
    text = text.replace("      4-1. Стаж подтверждается", "      4-2. Стаж подтверждается")
    edition.write_text(text, "utf-8")
    code, out, _ = call(capsys, "verify", *given("ru"), "--official", edition, "--format", "json")
    answer = json.loads(out)
    verdicts = {p["address"]: p["verdict"] for p in answer["provisions"] if p["verdict"] != "same"}
    assert code == 1 and not answer["proven"]
    assert verdicts == {
        "annex/point:4/subpoint:1": "differs", "annex/point:4-1": "extra", "annex/point:4-2": "missing",
    }  # fmt: skip
    (differs,) = [p for p in answer["provisions"] if p["verdict"] == "differs"]
    assert [p["text"] for p in differs["diff"] if p["change"] == "inserted"] == ["или послесреднего "]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(FILES, folder / "corpus")
    cli.main(
        [
            "build",
            "--corpus",
            str(folder / "corpus"),
            "--out",
            str(folder / "out"),
            "--workers",
            "1",
            "--format",
            "json",
        ],
        standalone_mode=False,
    )
    return folder / "out"


DAYS = ("--from", "2022-01-01", "--to", "2024-12-31")


def test_diff_in_json_names_what_changed_and_who_did_it(capsys: Any, built: Path) -> None:
    code, out, _ = call(capsys, "diff", "57/2021-03-02", "--lang", "ru", *DAYS, "--out", built, "--format", "json")
    answer = json.loads(out)
    kinds = {provision["address"]: provision["kind"] for provision in answer["provisions"]}
    assert code == 0
    assert kinds == {
        "annex/point:3": "changed", "annex/chapter:2": "changed", "annex/point:4": "changed",
        "annex/point:4-1": "inserted", "annex/point:5": "changed", "annex/point:6": "changed",
        "annex/point:7": "deleted",
    }  # fmt: skip
    five = next(p for p in answer["provisions"] if p["address"] == "annex/point:5")
    assert [(p["change"], p["text"]) for p in five["diff"] if p["change"] != "same"] == [
        ("deleted", "пятнадцати"), ("inserted", "десяти"),
    ]  # fmt: skip
    assert five["operations"] == [{"act": "order/mtszn/2023-02-15/45", "n": 1}]
    assert five["in_force"]["from"] == "2023-03-03"


def test_diff_of_one_provision_and_of_a_day_with_itself(capsys: Any, built: Path) -> None:
    _, out, _ = call(capsys, "diff", "57/2021-03-02", "point:6", "--lang", "kk", *DAYS, "--out", built)
    assert "[-үш-]{+бес+} жыл" in out and "Өзгерген нормалар: 1" in out
    same = ("--from", "2024-12-31", "--to", "2024-12-31")
    _, out, _ = call(capsys, "diff", "57/2021-03-02", "--lang", "kk", *same, "--out", built)
    assert "{+" not in out and "мәтін өзгерген жоқ" in out


@pytest.mark.parametrize(
    ("language", "columns"),
    [
        ("kk", ["Қолданыстағы редакция", "Ұсынылатын редакция", "Өзгерістер"]),
        ("ru", ["Действующая редакция", "Предлагаемая редакция", "Изменения"]),
    ],
)
def test_the_comparison_table_has_the_columns_of_drafters(
    capsys: Any, built: Path, language: str, columns: list[str]
) -> None:
    args = ("diff", "57/2021-03-02", "--lang", language, *DAYS, "--table", "--out", built)
    _, text, _ = call(capsys, *args)
    _, page, _ = call(capsys, *args, "--format", "html")
    assert all(column in text and f'<th scope="col">{column}</th>' in page for column in columns)


def test_wrong_days_and_places_are_refused(built: Path) -> None:
    for args, cause in (
        (["--from", "2024-01-01", "--to", "2022-01-01"], "later than"),
        (["point:99", "--from", "2022-01-01", "--to", "2024-01-01"], "has no point:99"),
    ):
        with pytest.raises(Failure, match=cause):
            cli.main(["diff", "57/2021-03-02", *args, "--out", str(built)], standalone_mode=False)
