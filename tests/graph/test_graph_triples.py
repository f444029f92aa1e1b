"""Acts as triples: what the contract promises is there, nothing is said twice, the same act gives the same bytes."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections import Counter
from pathlib import Path

import graph_records as records
import msgspec
import pytest
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, XSD

from graph import iris
from graph.serialise import act_quads, bodies_quads, vocabulary_quads, write
from graph.triples import KnownAct, act_graph, bodies_graph, mentions, reference_act, reference_acts
from graph.vocabulary import ELI, ISCO, LANGUAGES, ZAN, concept
from ontology import ONTOLOGY, SCHEMES, SHAPES
from pipeline.model.editions import HistoryEvent, Label

BASE = records.BASE_ACT


@pytest.fixture(scope="module")
def base() -> Graph:
    return act_graph(records.base_act())


@pytest.fixture(scope="module")
def standard() -> Graph:
    return act_graph(records.standard())


def test_an_act_has_its_particulars(base):
    act = iris.act(BASE)
    assert base.identifier == act
    assert (act, RDF.type, ELI.LegalResource) in base
    assert base.value(act, ELI.type_document) == concept("act-type", "order")
    assert str(base.value(act, ELI.number)) == "360"
    assert str(base.value(act, ELI.id_local)) == BASE
    assert base.value(act, ELI.date_document) == Literal("2017-10-25", datatype=XSD.date)
    assert base.value(act, ELI.passed_by) == iris.body("mtest")
    assert {title.language for title in base.objects(act, ELI.title)} == {"kk", "ru"}
    kazakh = iris.text(BASE, "", "kk")
    assert (kazakh, ELI.realizes, act) in base
    assert (kazakh, ELI.language, LANGUAGES["kk"]) in base
    assert str(base.value(act, ELI.first_date_entry_in_force)) == "2018-01-01"


def test_relations_stand_in_the_graph_of_the_act_whose_record_says_them(base):
    act, changing = iris.act(BASE), iris.act(records.AMENDING)
    assert (act, ELI.amended_by, changing) in base
    assert (changing, ELI.amends, act) not in base
    assert (changing, ELI.amends, act) in act_graph(records.amending())
    assert (act, ELI.repeals, iris.act(records.REPEALED)) in base
    assert (act, ELI.based_on, iris.act(records.LAW)) in base


def test_provisions_lead_up_to_their_act(base, standard):
    point = iris.place(BASE, "annex/point:9")
    assert base.value(point, ELI.is_part_of) == iris.place(BASE, "annex")
    assert base.value(point, ZAN.ofAct) == iris.act(BASE)
    assert str(base.value(point, ZAN.address)) == "annex/point:9"
    held = iris.place(records.STANDARD, "annex/annex:1-2")
    assert standard.value(held, ELI.is_part_of) == iris.place(records.STANDARD, "annex")
    assert standard.value(iris.place(records.STANDARD, "annex"), ELI.is_part_of) == iris.act(records.STANDARD)


def test_versions_carry_words_days_and_makers(base):
    old = iris.text(BASE, "annex/point:9", "kk", "2018-01-01")
    new = iris.text(BASE, "annex/point:9", "kk", "2024-09-01")
    newest = iris.text(BASE, "annex/point:9", "kk", "2025-02-14")
    made = iris.operation(records.AMENDING, 1)
    assert base.value(old, ZAN.text) == Literal("9. Өтіл кемінде 1 жыл.", lang="kk")
    assert str(base.value(old, ZAN.inForceUntil)) == str(base.value(new, ZAN.inForceFrom)) == "2024-09-01"
    assert base.value(new, ZAN.producedBy) == base.value(new, PROV.wasGeneratedBy) == made
    assert base.value(new, PROV.wasRevisionOf) == old
    assert base.value(new, ZAN.ownText) == Literal("9. Өтіл кемінде 3 жыл.", lang="kk")
    assert str(base.value(new, ZAN.untilNotBefore)) == str(base.value(newest, ZAN.notBefore)) == "2025-02-14"
    assert base.value(newest, ZAN.inForceFrom) is None
    assert set(base.objects(newest, ZAN.wordsFrom)) == {made, iris.operation(records.LATER, 1)}
    (undated,) = base.subjects(ZAN.text, Literal("строка а/б", lang="ru"))
    assert str(undated).endswith("/row%5B%22а%2Fб%22%5D/ru/undated")


def test_editions_consolidate_the_one_before_and_the_acts_that_made_them(base):
    first, second, third = (iris.text(BASE, "", "kk", day) for day in ("2018-01-01", "2024-09-01", "2025-02-14"))
    assert set(base.objects(second, ELI.consolidates)) == {first, iris.act(records.AMENDING)}
    assert str(base.value(second, ELI.version_date)) == "2024-09-01"
    assert str(base.value(third, ZAN.notBefore)) == "2025-02-14"
    assert (third, ZAN.inForceFrom, None) not in base


def test_operations_say_what_where_and_what_became_of_it(base):
    node = iris.operation(records.AMENDING, 3)
    assert base.value(node, ZAN.action) == concept("action", "delete")
    assert base.value(node, ZAN.inAct) == iris.act(records.AMENDING)
    assert base.value(node, ZAN.targetAct) == iris.act(BASE)
    assert base.value(node, ZAN.target) == iris.place(BASE, "annex/point:77")
    assert base.value(node, ZAN.outcome) == concept("outcome", "target_missing")
    assert str(base.value(node, ZAN.clauseText)) == "77-тармақ алып тасталсын."


def test_cards_reach_their_skills_and_the_acts_they_cite(standard):
    card = next(standard.subjects(SKOS.prefLabel, Literal("Специалист по работе с соискателями", lang="ru")))
    assert card == iris.within(iris.act(records.STANDARD), "card", "2422-1-022")
    assert (card, SKOS.broadMatch, ISCO["C2422"]) in standard
    assert {int(level) for level in standard.objects(card, ZAN.orkLevel)} == {5, 6}
    tasks = [
        task
        for function in standard.objects(card, ZAN.hasFunction)
        for task in standard.objects(function, ZAN.hasTask)
    ]
    assert len(tasks) == 2
    skills = {str(standard.value(s, RDFS.label)) for task in tasks for s in standard.objects(task, ZAN.requiresSkill)}
    assert skills == {"вести беседу", "читать документы", "заполнять журнал"}
    law = iris.act(records.LAW)
    assert {card, iris.act(records.STANDARD)} < set(standard.subjects(ELI.cites, law))
    assert len(set(tasks) & set(standard.subjects(ELI.cites, law))) == 1
    assert set(standard.objects(card, ZAN.referenceBook)) == {iris.act(BASE)}
    related = standard.value(card, ZAN.relatedProfession)
    assert standard.value(related, ZAN.professionCode) == Literal("1219")


def test_cards_of_one_code_are_two_nodes(standard):
    assert len(set(standard.subjects(ZAN.professionCode, Literal("2422-1-022")))) == 2


def test_positions_and_requirements_keep_their_rows(base):
    posts = set(base.subjects(RDF.type, ZAN.Position))
    assert len(posts) == 5
    teacher = next(base.subjects(SKOS.prefLabel, Literal("мұғалімі", lang="kk")))
    assert base.value(teacher, ZAN.block) == concept("block", "B")
    assert str(base.value(teacher, ZAN.zveno)) == "В2"
    assert {str(name) for name in base.objects(teacher, ZAN.expandsTo)} == {"мектеп мұғалімі", "лицей мұғалімі"}
    methodist = next(base.subjects(SKOS.prefLabel, Literal("әдіскері", lang="kk")))
    assert base.value(methodist, ZAN.institution) == Literal("«Орталық» мекемесінің", lang="kk")
    assert base.value(teacher, ZAN.institution) is None
    third = iris.within(iris.place(BASE, "annex/point:9"), "requirement", "kk", 3)
    assert base.value(third, ZAN.positionCategory) == Literal("C-O-6")
    asked = iris.within(iris.place(BASE, "annex/point:9"), "requirement", "kk", 1)
    assert base.value(asked, ZAN.positionCategory) is None
    assert base.value(asked, ZAN.requiredBy) == iris.place(BASE, "annex/point:9")
    assert {int(years) for years in base.objects(asked, ZAN.minYears)} == {2, 3}
    assert set(base.objects(asked, ZAN.educationLevel)) == {
        concept("education", "higher"),
        concept("education", "postgraduate"),
    }


def test_a_requirement_told_by_card_and_act_is_one(standard):
    assert len(set(standard.subjects(RDF.type, ZAN.Requirement))) == 1


def test_the_two_languages_of_a_card_meet_in_one_node():
    russian = records.standard()
    kazakh = msgspec.structs.replace(
        russian.cards[0], name="Ізденушілермен жұмыс жөніндегі маман", functions=(), requirements=(), ks_citations=()
    )
    both = msgspec.structs.replace(
        russian, cards=(*russian.cards, kazakh), editions=(*russian.editions, *records.amending().editions)
    )
    graph = act_graph(both)
    card = iris.within(iris.act(records.STANDARD), "card", "2422-1-022")
    assert {name.language for name in graph.objects(card, SKOS.prefLabel)} == {"kk", "ru"}


def test_no_statement_stands_in_two_graphs(acts):
    """A union of graphs repeats a triple that two of them state, and queries would count it twice."""
    counted: Counter[object] = Counter()
    for act in acts:
        counted.update(set(act_graph(act)))
    counted.update(set(bodies_graph(records.BODIES)))
    assert [triple for triple, times in counted.items() if times > 1] == []


def test_no_blank_nodes(acts):
    for act in acts:
        assert not [term for triple in act_graph(act) for term in triple if isinstance(term, BNode)]


def test_references_gather_what_is_said_of_an_act():
    found = {act.act: act for act in reference_acts(records.corpus())}
    assert set(found) == {records.LAW, records.CODE, records.REPEALED, records.LATER}
    law = found[records.LAW]
    assert law.label is Label.REFERENCE
    assert dict(law.titles) == {"kk": "Еңбек кодексі", "ru": "О труде"}
    assert found[records.LATER].amends == (BASE,)
    repealed = act_graph(found[records.REPEALED])
    assert (iris.act(records.REPEALED), ELI.repealed_by, iris.act(BASE)) in repealed


def test_an_act_repealed_in_part_is_only_amended():
    told = HistoryEvent(records.LATER, dt.date(2020, 1, 1), "5", "repeal", ("",), None, "note", ("point:1",))
    for excepted, relation in (((), ELI.repealed_by), (("point:1",), ELI.amended_by)):
        event = msgspec.structs.replace(told, excepted=excepted)
        graph = act_graph(msgspec.structs.replace(records.base_act(), events=(event,)))
        assert (iris.act(BASE), relation, iris.act(records.LATER)) in set(graph)


def test_references_do_not_depend_on_the_order_of_acts():
    forward = list(reference_acts(records.corpus()))
    assert list(reference_acts(reversed(records.corpus()))) == forward


def test_the_most_frequent_title_wins():
    said = [mention for act in records.corpus() for mention in mentions(act) if mention.act == records.LAW]
    twice = msgspec.structs.replace(next(m for m in said if m.title == "О труде"), by="order/x/2020-01-01/1")
    rare = msgspec.structs.replace(twice, title="Опечатка в названии акта", by="order/x/2020-01-01/2")
    assert dict(reference_act(records.LAW, [*said, twice, rare]).titles)["ru"] == "О труде"


def test_quads_are_sorted_unique_and_hold_the_whole_graph(acts):
    for act in acts:
        data = act_quads(act)
        lines = data.decode().splitlines()
        assert lines == sorted(set(lines))
        read = Dataset()
        read.parse(data=data, format="nquads")
        assert set(read.graph(iris.act(act.act))) == set(act_graph(act))


@pytest.mark.parametrize(("format", "name"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_turtle_and_json_ld_hold_the_same_graph(acts, format, name):
    for act in acts:
        assert isomorphic(Graph().parse(data=write(act, format), format=name), act_graph(act))


def test_bytes_do_not_depend_on_the_process():
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import graph_records as r;"
        "from graph.serialise import write;"
        "made = b''.join(write(act, form) for act in r.corpus() for form in ('nq', 'ttl', 'jsonld'));"
        "print(hashlib.sha256(made).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_another_base_moves_every_iri_of_the_acts_and_no_concept(acts):
    data = b"".join(act_quads(act, "http://127.0.0.1:8000/") for act in acts)
    data += bodies_quads(records.BODIES, "http://127.0.0.1:8000/")
    assert b"<https://w3id.org/zangraph/id/" not in data
    assert b"<https://w3id.org/zangraph/scheme/action/restate>" in data


def test_every_term_is_defined_in_three_languages():
    ontology = Graph().parse(ONTOLOGY)
    terms = {str(term) for term in ontology.subjects(RDFS.isDefinedBy)}
    assert terms == {str(ZAN[name]) for name in ZAN.__annotations__ if not name.startswith("_")}
    for term in map(URIRef, terms):
        for kind in (RDFS.label, SKOS.definition):
            assert {text.language for text in ontology.objects(term, kind)} == {"en", "kk", "ru"}, term


def test_every_concept_is_labelled_in_three_languages_and_named_by_its_notation():
    schemes = Graph().parse(SCHEMES)
    concepts = list(schemes.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 80
    for term in concepts:
        assert {label.language for label in schemes.objects(term, SKOS.prefLabel)} == {"en", "kk", "ru"}, term
        scheme = schemes.value(term, SKOS.inScheme)
        assert str(term) == f"{scheme}/{schemes.value(term, SKOS.notation)}"


def test_terms_used_in_graphs_are_defined(acts):
    defined = set(Graph().parse(ONTOLOGY).subjects()) | set(Graph().parse(SCHEMES).subjects())
    own = ("https://w3id.org/zangraph/ontology#", "https://w3id.org/zangraph/scheme/")
    used = {term for act in acts for triple in act_graph(act) for term in triple if str(term).startswith(own)}
    assert used <= defined
    shapes = Graph().parse(SHAPES)
    named = {term for triple in shapes for term in triple if isinstance(term, URIRef) and str(term).startswith(own)}
    assert named <= defined


def test_the_vocabulary_is_bytes_stable():
    assert vocabulary_quads() == vocabulary_quads()


def test_a_register_gives_names_and_ends_that_no_text_prints():
    found = {act.act: act for act in reference_acts(records.corpus(), records.REGISTER)}
    law = found[records.LAW]
    assert dict(law.titles) == {"kk": "Еңбек туралы", "ru": "О труде"}
    graph = act_graph(law)
    assert str(graph.value(iris.act(records.LAW), ELI.date_no_longer_in_force)) == "2024-01-01"
    repealer = "law/parliament/2023-12-01/9-viii"
    assert graph.value(iris.act(records.LAW), ELI.repealed_by) == iris.act(repealer)
    assert found[repealer].repeals == (records.LAW,)
    assert not reference_act(records.CODE, []).sources


def test_acts_that_repeal_in_a_circle_come_to_an_end():
    facts = records.REGISTER[records.LAW]
    circle = {**records.REGISTER, str(facts.repealed_by): KnownAct(facts.titles, "", repealed_by=records.LAW)}
    keys = [act.act for act in reference_acts(records.corpus(), circle)]
    assert len(keys) == len(set(keys))
    assert facts.repealed_by in keys


def test_successors_are_said_in_both_directions():
    graph = bodies_graph(records.BODIES)
    old, new = iris.body("mold"), iris.body("mtest")
    assert (new, DCTERMS.replaces, old) in graph
    assert (old, DCTERMS.isReplacedBy, new) in graph
    assert str(graph.value(old, ZAN.nameUntil)) == "2014"
    assert graph.value(new, ZAN.nameUntil) is None
