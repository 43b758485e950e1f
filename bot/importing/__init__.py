"""Importing: what other databases hold becomes files of the directory, and stays theirs who then edit them."""
