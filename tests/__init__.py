"""The tests of Lieux."""
