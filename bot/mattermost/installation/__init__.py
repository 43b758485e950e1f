"""The bot's place on a server: made by ``lieux setup``, examined by ``lieux doctor``."""
