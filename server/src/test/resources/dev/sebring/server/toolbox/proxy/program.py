"""Answers by HTTP in all the ways that a test wants, and prints its port."""
import hashlib
import select
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

go, left, blocked = threading.Event(), threading.Event(), threading.Event()
sent = 0


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *args):
        pass

    def handle_one_request(self):
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        place = self.path.partition('?')[0].strip('/')
        getattr(self, 'at_' + place, self.tell)()
        self.wfile.flush()

    def head(self, status, *headers):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def text(self, text, status=200):
        self.head(status, ('Content-Type', 'text/plain'), ('Content-Length', len(text.encode())))
        if self.command != 'HEAD':
            self.wfile.write(text.encode())

    def chunk(self, data):
        self.wfile.write(b'%x\r\n%s\r\n' % (len(data), data))

    def tell(self):
        self.text(self.requestline + '\n' + str(self.headers))

    def pieces(self):
        if 'Content-Length' in self.headers:
            rest = int(self.headers['Content-Length'])
            while rest:
                data = self.rfile.read(min(rest, 65536))
                if not data:
                    left.set()
                    raise ConnectionError
                rest -= len(data)
                yield data
        else:
            while length := int(self.rfile.readline() or b'0', 16):
                yield self.rfile.read(length)
                self.rfile.readline()

    def at_echo(self):
        self.head(200, ('Content-Type', 'application/octet-stream'), ('Transfer-Encoding', 'chunked'))
        for data in self.pieces():
            self.chunk(data)
        self.chunk(b'')

    def at_digest(self):
        digest = hashlib.sha256()
        for data in self.pieces():
            digest.update(data)
        self.text(digest.hexdigest())

    def at_events(self):
        self.head(200, ('Content-Type', 'text/event-stream'), ('Transfer-Encoding', 'chunked'))
        self.chunk(b'data: one\n\n')
        go.wait()
        self.chunk(b'data: two\n\n')
        self.connection.recv(1)
        left.set()

    def at_go(self):
        go.set()
        self.text('')

    def at_left(self):
        left.wait()
        left.clear()
        self.text('left')

    def at_silence(self):
        self.connection.recv(1)
        left.set()

    def at_endless(self):
        global sent
        self.head(200, ('Content-Type', 'application/octet-stream'), ('Content-Length', 1 << 30))
        self.connection.setblocking(False)
        while sent < 1 << 28 and select.select([], [self.connection], [], 1)[1]:
            sent += self.connection.send(bytes(1 << 16))
        blocked.set()
        self.connection.setblocking(True)
        self.connection.recv(1)

    def at_blocked(self):
        blocked.wait()
        self.text(str(sent))

    def at_big(self):
        self.head(200, ('Content-Type', 'application/octet-stream'), ('Content-Length', 64 << 20))
        for i in range(64):
            self.wfile.write(bytes([i]) * (1 << 20))

    def at_hops(self):
        self.head(200, ('Connection', 'X-Mine, keep-alive'), ('X-Mine', '1'), ('Keep-Alive', 'timeout=5'), ('X-Kept', 'a'),
                  ('X-Kept', 'b'), ('Access-Control-Allow-Origin', 'http://program'), ('Content-Length', '0'))

    def at_moved(self):
        where = self.path.partition('?')[2].replace('PORT', str(self.server.server_port))
        self.head(302, ('Location', where), ('Content-Length', '0'))

    def at_unmodified(self):
        self.head(304, ('ETag', '"1"'))

    def at_none(self):
        self.head(204)

    def at_hints(self):
        self.head(103, ('Link', '</a.css>; rel=preload'))
        self.text('after a hint')

    def at_kept(self):
        self.text('kept')
        self.wfile.flush()
        self.connection.recv(1)
        left.set()

    def at_failed(self):
        self.text('no such thing', 404)

    def at_cut(self):
        self.head(200, ('Content-Type', 'text/plain'), ('Content-Length', '100'))
        self.wfile.write(b'half')
        self.close_connection = True

    def at_cutchunks(self):
        self.head(200, ('Content-Type', 'text/plain'), ('Transfer-Encoding', 'chunked'))
        self.chunk(b'half')
        self.close_connection = True

    def at_closed(self):
        self.close_connection = True

    def at_junk(self):
        self.wfile.write(b'SSH-2.0-OpenSSH_9.2\r\n')
        self.close_connection = True

    def at_refused(self):
        self.text('too large', 413)
        self.close_connection = True

    def at_switched(self):
        self.head(101, ('Connection', 'Upgrade'), ('Upgrade', 'websocket'))
        self.connection.recv(1)
        left.set()

    def at_socket(self):
        self.wfile.write(b'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Kept: a\r\n\r\nhello ')
        while data := self.rfile.read1(65536):
            self.wfile.write(data.upper())
        self.wfile.write(b' bye')
        left.set()
        self.close_connection = True


server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
