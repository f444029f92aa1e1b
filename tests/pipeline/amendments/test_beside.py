"""Acts that amend other acts beside their own business: their points and annexes that bring changes are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import read_document
from pipeline.read.encoding import Decoded
from pipeline.read.text import read_text

KAZAKH = """\
Қазақстан Республикасы Қаржы министрлігінің кейбір мәселелері туралы

Қазақстан Республикасы Үкіметінің 2019 жылғы 26 қарашадағы № 880 қаулысы

      Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:
      1. «Қазынашылық комитеті» республикалық мемлекеттік мекемесі белгіленген тәртіппен қайта ұйымдастырылсын.
"""
RUSSIAN = """\
О некоторых вопросах Министерства финансов Республики Казахстан

Постановление Правительства Республики Казахстан от 26 ноября 2019 года № 880

      Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:
      1. Реорганизовать в установленном законодательством порядке республиканское государственное учреждение.
"""
CASES = {
    # real, Government resolution of 26 November 2019, its first point shortened
    "a point of a Kazakh resolution": (
        KAZAKH
        + """\
      2. «Қазақстан Республикасы Қаржы министрлiгiнiң кейбiр мәселелерi туралы» Қазақстан Республикасы \
Үкiметiнiң 2008 жылғы 24 сәуiрдегi № 387 қаулысына (Қазақстан Республикасының ПҮАЖ-ы, 2008 ж., № 22, 205-құжат) \
мынадай өзгеріс енгiзiлсiн:
      көрсетілген қаулымен бекітілген Қазақстан Республикасы Қаржы министрлігі туралы ережеде:
      2-тармақтың 5) тармақшасы алып тасталсын.
      3. Осы қаулы қол қойылған күнінен бастап қолданысқа енгiзiледі.
""",
        [("delete", "resolution/government/2008-04-24/387", "annex/point:2/subpoint:5")],
    ),
    # invented after it
    "a point of a Russian resolution": (
        RUSSIAN
        + """\
      2. Внести в постановление Правительства Республики Казахстан от 24 апреля 2008 года № 387 «О некоторых \
вопросах Министерства финансов Республики Казахстан» следующее изменение:
      в Положении о Министерстве финансов Республики Казахстан, утвержденном указанным постановлением:
      подпункт 5) пункта 2 исключить.
      3. Настоящее постановление вводится в действие со дня его подписания.
""",
        [("delete", "resolution/government/2008-04-24/387", "annex/point:2/subpoint:5")],
    ),
    "an act that brings no changes": (
        RUSSIAN
        + """\
      2. Рекомендовать акиматам областей внести соответствующие изменения в свои решения.
      3. Министерству финансов исключить подпункт 5) пункта 2 из плана проверок.
      4. Настоящее постановление вводится в действие со дня его подписания.
""",
        [],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_points_that_bring_changes_are_read(text: str, wanted: list[tuple[str, str, str]]):
    source = read_text(Path("act.txt"), text.encode(), Decoded(text, "utf-8", ()))
    found = read_document(source).operations
    assert [(operation.action.value, operation.act, operation.address) for operation in found] == wanted
