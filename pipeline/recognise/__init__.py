"""Recognising: what the provisions say, as records."""
