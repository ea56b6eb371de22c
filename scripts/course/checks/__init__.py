"""Rules of the content: checks take a course and return findings."""
