"""The directory for others: GeoJSON for maps, CSV for spreadsheets, the national schema for everybody's platforms.

Each format is a pure function of some lieux; all of them see only what ``discretion.Discretion`` lets out.
"""
