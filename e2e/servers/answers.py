#!/usr/bin/python3
"""Python's HTTP server, with an answer in every form that HTTP/1 has: answers.py PORT

Says on standard output what it has answered: METHOD PATH STATUS. See ask.py for who asks.
"""

import http.server
import socket
import struct
import sys
import time


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    wbufsize = -1  # head and body of an answer leave together

    def do_GET(self):
        name = 'get_' + self.path[1:].replace('-', '_')
        getattr(self, name, self.plain)()

    def do_POST(self):
        if self.path == '/refused':
            self.answer(413, b'too much', Connection='close')
            self.close_connection = True
            return
        left = int(self.headers.get('Content-Length', 0))
        while left:
            left -= len(self.rfile.read(min(left, 65536)))
        self.plain()

    do_HEAD = do_PUT = do_POST

    def handle_expect_100(self):
        super().handle_expect_100()
        self.wfile.flush()
        return True

    def answer(self, status, body=b'', **headers):
        self.begin(status, **{'Content-Length': len(body)}, **headers)
        if self.command != 'HEAD':
            self.wfile.write(body)

    def begin(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()

    def plain(self):
        self.answer(200, b'old' if self.path.startswith('/old') else b'e' * 600)

    def hint(self):
        self.send_response_only(103)
        self.send_header('Link', '</style.css>; rel=preload; as=style')
        self.send_header('X-Trace', 'x' * 300)
        self.end_headers()

    def get_early(self):
        self.hint()
        self.wfile.flush()
        time.sleep(0.1)
        self.answer(200, b'hinted')

    def get_hinted(self):
        self.hint()
        self.answer(201, b'hinted')

    def get_socket(self):
        self.begin(101, Upgrade='websocket', Connection='Upgrade')
        self.wfile.flush()
        while data := self.connection.recv(65536):
            self.connection.sendall(data)
        self.close_connection = True

    def get_cached(self):
        if self.headers.get('If-None-Match'):
            self.begin(304, ETag='"1"')
        else:
            self.answer(200, b'cached')

    def get_close(self):
        self.begin(200, Connection='close')
        self.wfile.write(b'a' * 3000)
        self.wfile.flush()
        time.sleep(0.1)
        self.wfile.write(b'b' * 3000)
        self.close_connection = True

    def parts(self, parts, end=b'0\r\n\r\n', **headers):
        self.begin(200, **{'Transfer-Encoding': 'chunked'}, **headers)
        for seconds, part in parts:
            self.wfile.flush()
            time.sleep(seconds)
            self.wfile.write(b'%x\r\n%s\r\n' % (len(part), part))
        self.wfile.write(end)

    def get_trailers(self):
        self.parts([(0.02, b'c' * 5000)] * 3, b'0\r\nX-Sum: 15000\r\n\r\n', Trailer='X-Sum')

    def get_events(self):
        event = b'data: ' + b'd' * 100 + b'\n\n'
        self.parts([(s, event) for s in (0, 0.2, 1.3, 0.2)], **{'Content-Type': 'text/event-stream'})

    def get_slow_parts(self):
        self.parts([(s, b'p' * 400) for s in (0, 1.2, 1.2)])

    def reset(self):
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        self.close_connection = True

    def get_reset(self):
        self.begin(200, **{'Content-Length': 100000})
        self.wfile.write(b'r' * 20000)
        self.wfile.flush()
        time.sleep(0.03)
        self.reset()

    def get_reset_at_once(self):
        self.begin(200, **{'Content-Length': 100000})
        self.wfile.write(b'r' * 2000)
        self.reset()

    def get_dropped(self):
        self.log_request('none')
        self.reset()

    def get_big(self):
        self.answer(200, b'b' * (8 << 20))

    def log_request(self, code='-', size='-'):
        sys.stdout.write(f'{self.command} {self.path} {code if isinstance(code, str) else int(code)}\n')
        sys.stdout.flush()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def shutdown_request(self, request):
        """Closes as it is: a reset is not to be made an end."""
        self.close_request(request)

    def handle_error(self, request, client_address):
        """A client that is gone is no error here."""


Server(('127.0.0.1', int(sys.argv[1])), Answers).serve_forever()
