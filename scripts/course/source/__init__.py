"""Text in, model out: the one parser of the lesson grammar and of the data files."""
