"""The language of amendments: clauses by which an act of Kazakhstan changes another, in Kazakh and Russian."""
