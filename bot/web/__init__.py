"""The web: a feed for maps and pages for people, both for reading only."""
