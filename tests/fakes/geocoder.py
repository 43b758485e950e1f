"""A geocoding service on this machine, in the form of the Base adresse nationale."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    """What is answered once: a status, a body, and the seconds that a 429 asks to wait."""

    body: object = ""
    status: int = 200
    retry_after_s: int | None = None


@dataclass
class FakeGeocoder:
    """Answers each question from ``answers``: those of the first key it holds, in their order, the last one again."""

    answers: Mapping[str, list[Answer]]
    domain: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, question: str) -> Answer:
        """What is answered to ``question``, which is remembered; 404 when nothing is."""
        self.asked.append(question)
        listed = next((listed for key, listed in self.answers.items() if key in question), [Answer(status=404)])
        return listed.pop(0) if len(listed) > 1 else listed[0]


def found(lat: float, lon: float, **properties: object) -> Answer:
    """An exact answer in Rennes, unless ``properties`` say otherwise."""
    told = {
        "label": "5 Rue Martenot 35000 Rennes",
        "score": 0.97,
        "type": "housenumber",
        "postcode": "35000",
        "citycode": "35238",
        "city": "Rennes",
    }
    point = {"type": "Point", "coordinates": [lon, lat]}
    feature = {"type": "Feature", "geometry": point, "properties": told | properties}
    return Answer({"type": "FeatureCollection", "features": [feature]})


@contextmanager
def geocoder_serving(answers: Mapping[str, list[Answer]]) -> Iterator[FakeGeocoder]:
    """The service, on a port of its own until the end of the ``with``."""
    fake = FakeGeocoder(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = fake.answer(parse_qs(urlsplit(self.path).query)["q"][0])
            self.send_response(answer.status)
            if answer.retry_after_s is not None:
                self.send_header("Retry-After", str(answer.retry_after_s))
            self.end_headers()
            body = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        fake.domain = f"127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield fake
        finally:
            server.shutdown()
            thread.join()
