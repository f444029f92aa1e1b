"""References to acts in running text, Kazakh and Russian: found, resolved to keys, doubts recorded."""

from pipeline.recognise.references.cells import find_in_cells
from pipeline.recognise.references.find import defined_short_forms, find_references, of_its_time

__all__ = ["defined_short_forms", "find_in_cells", "find_references", "of_its_time"]
