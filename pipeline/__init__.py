"""The reading floor: files to text, text to acts, acts and amendments to consolidated versions."""
