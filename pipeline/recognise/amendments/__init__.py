"""The language of amendments: clauses by which an act of Kazakhstan changes another, in Kazakh and Russian."""

from pipeline.recognise.amendments.guide import grammar_rules, guide_page
from pipeline.recognise.amendments.order_reading import Claim, Claimed, NewText, OrderOperation, OrderReading
from pipeline.recognise.amendments.orders import read_order
from pipeline.recognise.amendments.reader import ClauseReader, ClauseReading, read_clauses
from pipeline.recognise.amendments.write import write_clause

__all__ = [
    "Claim",
    "Claimed",
    "ClauseReader",
    "ClauseReading",
    "NewText",
    "OrderOperation",
    "OrderReading",
    "grammar_rules",
    "guide_page",
    "read_clauses",
    "read_order",
    "write_clause",
]
