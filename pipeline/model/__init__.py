"""The nouns of the pipeline: frozen records that the stages hand to one another, and nothing that acts."""
