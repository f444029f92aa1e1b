"""The language of the law for spaCy: a Kazakh class, tokens, rules and components for both languages."""
