#!/usr/bin/python3
"""Asks a server in every form that HTTP/1 has, by curl and by hand: ask.py PORT [NAME...]

Prints what it asked and the status it was told, METHOD PATH STATUS; `none` where there was no answer.
"""

import socket
import struct
import subprocess
import sys
import tempfile
import threading

PORT = int(sys.argv[1])
LOCK = threading.Lock()


def told(method, path, status):
    with LOCK:
        sys.stdout.write(f'{method} {path} {status}\n')


def curl(method, path, *options):
    """One request by curl; it must come to its end."""
    url = f'http://127.0.0.1:{PORT}{path}'
    done = subprocess.run(['curl', '-sS', '-m', '20', '-o', '/dev/null', '-w', '%{http_code}', *options, url],
                          capture_output=True, text=True)
    if done.returncode not in (0, 18, 55, 56):  # a reset is told as one of the last three
        raise SystemExit(f'curl {path}: {done.returncode} {done.stderr}')
    told(method, path, 'none' if done.stdout == '000' else done.stdout)


class Raw:
    def __init__(self):
        self.socket = socket.create_connection(('127.0.0.1', PORT))
        self.socket.settimeout(20)
        self.data = b''

    def send(self, text):
        self.socket.sendall(text)

    def until(self, end):
        while end not in self.data:
            more = self.socket.recv(65536)
            if not more:
                break
            self.data += more
        head, _, self.data = self.data.partition(end)
        return head

    def status(self):
        return self.until(b'\r\n\r\n').split(b' ')[1].decode()

    def ask(self, method, path, headers=b'', version=b'1.1', body=b''):
        """One request whose response has a length, or no body."""
        self.send(b'%s %s HTTP/%s\r\nHost: here\r\n%s\r\n' % (method, path, version, headers) + body)
        head = self.until(b'\r\n\r\n')
        told(method.decode(), path.decode(), head.split(b' ')[1].decode())
        if method != b'HEAD':
            length = next((int(line[15:]) for line in head.split(b'\r\n') if line.lower().startswith(b'content-length:')), 0)
            while len(self.data) < length:
                self.data += self.socket.recv(65536)
            self.data = self.data[length:]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def early():
    curl('GET', '/early')
    curl('GET', '/hinted')


def expect():
    curl('POST', '/expected', '-H', 'Expect: 100-continue', '--data-binary', 'x' * 5000)
    with Raw() as raw:
        for _ in range(2):
            raw.send(b'POST /expected HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 3000\r\n\r\n')
            raw.until(b'\r\n\r\n')
            raw.send(b'y' * 3000)
            told('POST', '/expected', raw.status())
            raw.data = b''
            raw.ask(b'GET', b'/after')


def upgrade():
    with Raw() as raw:
        raw.send(b'GET /socket HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
                 b'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n')
        told('GET', '/socket', raw.status())
        for size in (10, 100, 3000, 10) * 5:
            raw.send(b'\x82' + b'f' * size)
            raw.socket.recv(65536)


def bodyless():
    curl('HEAD', '/head', '-I')
    curl('GET', '/cached', '-H', 'If-None-Match: *')
    with Raw() as raw:
        raw.ask(b'HEAD', b'/head')
        raw.ask(b'GET', b'/cached', b'If-None-Match: *\r\n')
        raw.ask(b'GET', b'/after')


def until_closed():
    curl('GET', '/close')


def trailers():
    curl('GET', '/trailers')


def events():
    curl('GET', '/events', '-N')


def slow_parts():
    curl('GET', '/slow-parts', '-N')


def upload():
    with tempfile.NamedTemporaryFile() as file:
        file.write(b'u' * (8 << 20))
        file.flush()
        curl('PUT', '/upload', '-T', file.name)


def refused():
    """The answer comes while the body is still being sent."""
    with Raw() as raw:
        raw.send(b'POST /refused HTTP/1.1\r\nHost: here\r\nContent-Length: 8000000\r\n\r\n')
        raw.send(b'z' * 1000)
        told('POST', '/refused', raw.status())
        try:
            for _ in range(50):
                raw.send(b'z' * 20000)
        except OSError:
            pass


def resets():
    curl('GET', '/reset')
    curl('GET', '/dropped')


def reset_by_the_client():
    """In the middle of a long response."""
    with Raw() as raw:
        raw.send(b'GET /big HTTP/1.1\r\nHost: here\r\n\r\n')
        told('GET', '/big', raw.status())
        raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))


def resets_at_once():
    """A reset on the heels of the answer, or in its place: what of it arrives is luck, so only the server knows."""
    for _ in range(30):
        with Raw() as raw:
            raw.send(b'GET /reset-at-once HTTP/1.1\r\nHost: here\r\n\r\n')
            try:
                while raw.socket.recv(65536):
                    pass
            except OSError:
                pass


def old():
    curl('GET', '/old', '--http1.0')
    with Raw() as raw:
        raw.send(b'GET /old HTTP/1.0\r\n\r\n')
        told('GET', '/old', raw.status())
        while raw.socket.recv(65536):
            pass
    with Raw() as raw:
        raw.ask(b'GET', b'/old-kept', b'Connection: keep-alive\r\n', b'1.0')


SHAPES = [early, expect, upgrade, bodyless, until_closed, trailers, events, slow_parts, upload, refused, resets,
          reset_by_the_client, resets_at_once, old]

if __name__ == '__main__':
    wanted = sys.argv[2:]
    threads = [threading.Thread(target=shape) for shape in SHAPES if not wanted or shape.__name__ in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
