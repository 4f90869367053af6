"""What the services in Python are made of: an HTTP server and a pool of database connections."""

import contextlib
import http.server
import json
import queue

import pymysql


class Busy(Exception):
    """No connection to the database became free in time."""


def address(word):
    """[HOST:]PORT"""
    host, _, port = word.rpartition(':')
    return host or '127.0.0.1', int(port)


class Pool:
    def __init__(self, database, size, patience_seconds=0.25):
        self.patience_seconds = patience_seconds
        self.free = queue.Queue()
        for _ in range(size):
            host, port = database
            self.free.put(pymysql.connect(host=host, port=port, user='shop', database='shop', autocommit=True))

    @contextlib.contextmanager
    def connection(self):
        try:
            connection = self.free.get(timeout=self.patience_seconds)
        except queue.Empty:
            raise Busy from None
        try:
            yield connection
        finally:
            self.free.put(connection)


def serve(listen, routes):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        disable_nagle_algorithm = True
        wbufsize = -1

        def answer(self):
            self.rfile.read(int(self.headers.get('Content-Length', 0)))
            status, body = 404, {'error': 'no such page'}
            for (method, prefix), action in routes.items():
                if method == self.command and self.path.startswith(prefix):
                    try:
                        status, body = action(self.path.removeprefix(prefix))
                    except Busy:
                        status, body = 503, {'error': 'the database is busy'}
                    break
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = answer

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(listen, Handler)
    server.daemon_threads = True
    server.serve_forever()
