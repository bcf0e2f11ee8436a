"""A Hugging Face hub of a few folders, on this machine, for the real client of the hub."""

import hashlib
import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

COMMIT = "0123456789abcdef" * 2 + "01234567"


@dataclass
class Hub:
    """Offers folders by "owner/name", of which `gated` are refused; `fetched` are the paths that were read."""

    models: dict[str, Path]
    gated: set[str] = field(default_factory=set)
    broken: bool = False
    fetched: list[str] = field(default_factory=list)

    def __enter__(self) -> str:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self):
                self._answer(*hub.answer(unquote(self.path)), with_body=False)

            def do_GET(self):
                hub.fetched.append(unquote(self.path))
                self._answer(*hub.answer(unquote(self.path)))

            def _answer(self, status, headers, body, with_body=True):
                self.send_response(status)
                for name, value in (headers | {"Content-Length": str(len(body))}).items():
                    self.send_header(name, value)
                self.end_headers()
                if with_body:
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body."""
        path = path.partition("?")[0].strip("/")
        if self.broken:
            return 503, {}, b""
        path = path.removeprefix("api/models/")
        owner, name, kind, *rest = [*path.split("/"), "", ""]
        folder = self.models.get(f"{owner}/{name}")
        if folder is None:
            return 401, {"X-Error-Code": "RepoNotFound", "X-Error-Message": "no such model"}, b""
        if rest[0] not in ("", "main", COMMIT):
            return 404, {"X-Error-Code": "RevisionNotFound"}, b""
        if kind == "resolve":
            if f"{owner}/{name}" in self.gated:
                return 403, {"X-Error-Code": "GatedRepo", "X-Error-Message": "gated"}, b""
            return self._file(folder / rest[1])
        if kind == "tree":
            return as_json([entry(path) for path in sorted(folder.iterdir()) if path.is_file()])
        return as_json({"id": f"{owner}/{name}", "sha": COMMIT, "siblings": [], "private": False, "tags": []})

    def _file(self, path: Path) -> tuple[int, dict[str, str], bytes]:
        return 200, {"ETag": f'"{oid(path)}"', "X-Repo-Commit": COMMIT}, path.read_bytes()


def entry(path: Path) -> dict:
    """A file in the listing of a model."""
    return {"type": "file", "path": path.name, "size": path.stat().st_size, "oid": oid(path)}


def as_json(value) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()


def oid(path: Path) -> str:
    return hashlib.sha1(path.read_bytes()).hexdigest()
