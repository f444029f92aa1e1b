"""Rows that a clause prints out in a table before it says what becomes of them."""

from __future__ import annotations

from pathlib import Path

from pipeline.document import read_document
from pipeline.model.operations import Operation
from pipeline.read.encoding import Decoded
from pipeline.read.markdown import read_markdown

NAME = (
    "Қазақстан Республикасының Инвестициялар және даму министрлігі оның аумақтық органдарын және оған ведомстволық "
    "бағыныстағы мемлекеттік мекемелерді ескере отырып, оның ішінде:"
)
HEAD = """\
Қазақстан Республикасы Үкіметінің кейбір шешімдеріне өзгерістер енгізу туралы

Қазақстан Республикасы Үкіметінің 2018 жылғы 12 наурыздағы № 118 қаулысы.

Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:

1. «Штат санының лимиттерін бекіту туралы» Қазақстан Республикасы Үкіметінің 2008 жылғы 15 сәуірдегі № 339 \
қаулысында:

көрсетілген қаулымен бекітілген штат санының лимиттерінде:

5-бөлімде:

"""
TAIL = """

2. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.

Қазақстан Республикасының Премьер-Министрі Б. Сағынтаев
"""


def operations(body: str) -> tuple[Operation, ...]:
    text = HEAD + body + TAIL
    document = read_document(read_markdown(Path("act.md"), text.encode(), Decoded(text, "utf-8", ())))
    assert document.unrecognised == ()
    return document.operations


def table(*rows: tuple[str, ...]) -> str:
    drawn = "\n".join("<tr>\n" + "\n".join(f"<td>{cell}</td>" for cell in row) + "\n</tr>" for row in rows)
    return f"<table>\n{drawn}\n</table>"


def test_one_row_between_quotes_on_lines_of_their_own():
    """Real, Government resolution of 12 March 2018 No 118."""
    (operation,) = operations(
        f"мына:\n\n«\n\n{table(('5', NAME, '2385'))}\n\n»\n\nдеген жол мынадай редакцияда жазылсын:\n\n"
        f"«\n\n{table(('5', NAME, '2384'))}\n\n»."
    )
    assert (str(operation.action), operation.address) == ("restate", f'annex/section:5/row["{NAME}"]')
    assert operation.payload is not None
    assert operation.payload.text == f"5\n{NAME}\n2384"


def test_quotes_in_cells_of_their_own_and_several_rows():
    """Real, Government resolution of 31 January 2020 No 25: no line «мына:» above, each row has its own new text."""
    old = table(("«", "5", NAME, "967,5", ""), ("", "", "Мемлекеттік мекемелер, оның ішінде:", "466,5", "»;"))
    new = table(("«", "5", NAME, "932", ""), ("", "", "Мемлекеттік мекемелер, оның ішінде:", "431", "»;"))
    first, second = operations(f"{old}\n\nдеген жол мынадай редакцияда жазылсын:\n\n{new}")
    assert first.payload is not None
    assert second.payload is not None
    assert first.payload.text == f"5\n{NAME}\n932"
    assert second.address == 'annex/section:5/row["Мемлекеттік мекемелер, оның ішінде:"]'
    assert second.payload.text == "Мемлекеттік мекемелер, оның ішінде:\n431"


def test_other_rows_than_the_old_ones_are_left_to_a_person():
    """Real, Government resolution of 29 April 2020: three rows become one."""
    old = table(("13", NAME, "344"), ("", "Мекемелер, оның ішінде:", "30"), ("1)", "«Орталық» РММ", "30"))
    found = operations(
        f"мына:\n\n«\n\n{old}\n\n»\n\nдеген жолдар мынадай редакцияда жазылсын:\n\n"
        f"«\n\n{table(('13', 'Министрлік', '340'))}\n\n»."
    )
    assert [operation.address[16:] for operation in found] == [
        f'row["{NAME}"]',
        'row["Мекемелер, оның ішінде:"]',
        'row["Орталық РММ"]',
    ]
    assert all(operation.payload is None and str(operation.outcome.status) == "ambiguous" for operation in found)
