"""Git's own HTTP server inside a sandbox: git_server.py PORT REPOSITORIES HASH, for whoever's USER:PASSWORD has that SHA-256.

While there is a file REPOSITORIES/hold, requests with credentials wait; REPOSITORIES/holding says that one does. /elsewhere/PORT/ redirects
to another port. What comes as credentials is counted in REPOSITORIES/PORT.seen.
"""

import base64
import hashlib
import http.server
import os
import subprocess
import sys
import time

port, root, wanted = int(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_git(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        given = self.headers.get("Authorization", "Basic ").removeprefix("Basic ")
        if given:
            with open(f"{root}/{port}.seen", "a") as seen:
                seen.write("1\n")
        if self.path.startswith("/elsewhere/"):
            _, _, other, rest = self.path.split("/", 3)
            return self.answer(302, [("Location", f"http://127.0.0.1:{other}/{rest}")])
        if hashlib.sha256(base64.b64decode(given)).hexdigest() != wanted:
            return self.answer(401, [("WWW-Authenticate", 'Basic realm="test"')])
        while os.path.exists(f"{root}/hold"):
            open(f"{root}/holding", "w").close()
            time.sleep(0.05)
        path, _, query = self.path.partition("?")
        environment = {
            **os.environ,
            "GIT_PROJECT_ROOT": root,
            "GIT_HTTP_EXPORT_ALL": "1",
            "REMOTE_USER": "someone",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        output = subprocess.run(["git", "http-backend"], input=body, env=environment, stdout=subprocess.PIPE).stdout
        head, _, rest = output.partition(b"\r\n\r\n")
        headers = [tuple(line.split(": ", 1)) for line in head.decode().split("\r\n")]
        status = next((int(value[:3]) for name, value in headers if name == "Status"), 200)
        self.answer(status, [header for header in headers if header[0] != "Status"], rest)

    def answer(self, status, headers, body=b""):
        self.send_response(status)
        for name, value in [*headers, ("Content-Length", str(len(body)))]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = handle_git

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
