"""Exceptions of an in-force clause reach the operations that stand in the places they name, and no others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.document import read_document
from pipeline.model.acts import Rule
from pipeline.read.encoding import Decoded
from pipeline.read.text import read_text

# all invented
LAW = """\
Қазақстан Республикасының кейбір заңнамалық актілеріне мемлекеттік басқару мәселелері бойынша өзгерістер мен \
толықтырулар енгізу туралы

Қазақстан Республикасының 2022 жылғы 30 желтоқсандағы № 177-VII ҚРЗ Заңы

      1-бап. Қазақстан Республикасының мына заңнамалық актілеріне өзгерістер мен толықтырулар енгізілсін:
      1. 2014 жылғы 3 шілдедегі Қазақстан Республикасының Қылмыстық кодексіне:
      1) 3-бапта:
      14) тармақ мынадай редакцияда жазылсын:
      «14) ауыр зардаптар – адам өлімі;»;
      мынадай мазмұндағы 14-1) тармақпен толықтырылсын:
      «14-1) ірі залал – жүз айлық есептік көрсеткіш;»;
      2) 143-баптың екінші бөлігінің бірінші абзацындағы «сол әрекет» деген сөздер «сол іс-әрекет» деген сөздермен \
ауыстырылсын;
      2. «Құқықтық актілер туралы» 2016 жылғы 6 сәуірдегі Қазақстан Республикасының Заңына:
      1) 18-бап мынадай мазмұндағы 2-1-тармақпен толықтырылсын:
      «2-1. Жобалар әзірленеді.»;
      2) мынадай мазмұндағы 40-1-баппен толықтырылсын:
      «40-1-бап. Ресми жариялау
      1. Актілер ресми жарияланады.
      2. Жариялау тәртібін Үкімет айқындайды.».
      2-бап. Осы Заң:
      1) 2023 жылғы 1 шілдеден бастап қолданысқа енгізілетін 1-баптың 2-тармағының 2) тармақшасын;
      2) алғашқы ресми жарияланған күнінен кейін алты ай өткен соң қолданысқа енгізілетін 1-баптың 1-тармағының 1) \
тармақшасын қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі.
"""
ORDER = """\
О внесении изменений в приказ Министра сельского хозяйства Республики Казахстан от 5 мая 2020 года № 160 \
«Об утверждении Правил»

Приказ Министра сельского хозяйства Республики Казахстан от 12 июля 2023 года № 260

      ПРИКАЗЫВАЮ:
      1. Внести в приказ Министра сельского хозяйства Республики Казахстан от 5 мая 2020 года № 160 «Об утверждении \
Правил» следующие изменения:
      в Правилах, утвержденных указанным приказом:
      пункт 3 изложить в следующей редакции:
      «3. Заявление подается через портал.
      Ответ дается в день обращения.»;
      пункт 5 исключить;
      пункт 7 исключить.
      2. Настоящий приказ вводится в действие со дня его первого официального опубликования, за исключением {}, \
которые вводятся в действие с 1 января 2024 года.
"""
MAIN = (Rule.ON_FIRST_PUBLICATION, None, None)
LATER = (Rule.ON_DATE, None, dt.date(2024, 1, 1))
PARTLY = (Rule.UNKNOWN, None, None)
SIXTY = (Rule.DAYS_AFTER_FIRST_PUBLICATION, None, None)
CASES = {
    "labels of targets and of new text are none of the law's": (
        LAW,
        [
            (Rule.DAYS_AFTER_FIRST_PUBLICATION, 6, None),
            (Rule.DAYS_AFTER_FIRST_PUBLICATION, 6, None),
            SIXTY,
            SIXTY,
            (Rule.ON_DATE, None, dt.date(2023, 7, 1)),
        ],
    ),
    "paragraphs of new text are counted": (
        ORDER.format("абзацев шестого и седьмого пункта 1"),
        [MAIN, LATER, LATER],
    ),
    "a clause and its new text": (ORDER.format("абзацев третьего и четвертого пункта 1"), [LATER, MAIN, MAIN]),
    "a paragraph within new text": (ORDER.format("абзацев пятого и шестого пункта 1"), [PARTLY, LATER, MAIN]),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_an_exception_reaches_its_operations(text: str, wanted: list[tuple[Rule, int | None, dt.date | None]]):
    source = read_text(Path("act.txt"), text.encode(), Decoded(text, "utf-8", ()))
    rules = [operation.in_force for operation in read_document(source).operations]
    assert [rule and (rule.rule, rule.months, rule.from_) for rule in rules] == wanted
