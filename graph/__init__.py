"""The knowledge floor: acts as RDF, the store, SPARQL, checks and citation analysis."""
