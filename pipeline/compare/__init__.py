"""Two texts of one act held against each other: word by word, day against day, replay against official edition."""
