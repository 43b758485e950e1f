"""A Mattermost server that runs inside the tests: HTTP and websocket on one port, plain or over TLS.

It behaves as the recordings of a real 6.7.2 show; ``tests/contract`` holds it to them.
"""

from tests.fakes.mattermost.server import TOKEN, FakeMattermost

__all__ = ["TOKEN", "FakeMattermost"]
