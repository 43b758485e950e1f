"""Drawing: a place and its lieux become a map."""
