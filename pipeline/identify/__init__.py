"""Who a document is: its language, its act, its issuer."""
