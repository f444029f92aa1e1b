"""The language of the law for spaCy: a Kazakh class, tokens, rules and components for both languages."""

QUALIFICATION = "qualification"
"""The span group that the requirement reader works on; its labels and ids are those of rules/*.toml."""
