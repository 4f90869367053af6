#!/usr/bin/python3
"""Asks a server as no well-behaved client does: odd.py PORT [NAME...]

Prints the endpoint that it asked and the status it was told, as ask.py does.
"""

import socket
import sys
import threading
import time

from ask import Raw, told

HOST = b'Host: here\r\n'


def answer(raw, head_only=False):
    """Reads one final answer, whatever its form; its status, or `none` where the server hung up instead."""
    while True:
        try:
            head = raw.until(b'\r\n\r\n')
        except OSError:
            return 'none'
        lines = head.split(b'\r\n')
        if not lines[0].startswith(b'HTTP/'):
            return 'none'
        status = int(lines[0].split(b' ')[1])
        if status >= 200:
            break
    fields = dict(line.lower().split(b':', 1) for line in lines[1:] if b':' in line)
    if head_only or status in (204, 304):
        return status
    if b'chunked' in fields.get(b'transfer-encoding', b''):
        while int(raw.until(b'\r\n').split(b';')[0] or b'0', 16):
            raw.until(b'\r\n')
        raw.until(b'\r\n')
    elif b'content-length' in fields:
        length = int(fields[b'content-length'])
        while len(raw.data) < length:
            more = raw.socket.recv(65536)
            if not more:
                break
            raw.data += more
        raw.data = raw.data[length:]
    else:
        while raw.socket.recv(65536):
            pass
    return status


def ask(raw, method, target, request, endpoint=None):
    try:
        raw.send(request)
    except OSError:
        return  # the server has hung up before
    status = answer(raw, method == 'HEAD')
    told(method, endpoint or target, status)
    return status


def once(method, target, request, endpoint=None):
    """A connection of its own: servers differ in what they hang up on."""
    with Raw() as raw:
        ask(raw, method, target, request, endpoint)


def get(raw, path):
    ask(raw, 'GET', path, b'GET %s HTTP/1.1\r\n%s\r\n' % (path.encode(), HOST))


def pieces(raw, request, size, pause=0.0):
    raw.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for at in range(0, len(request), size):
        raw.send(request[at:at + size])
        time.sleep(pause)


def long_targets():
    with Raw() as raw:
        ask(raw, 'GET', '/long-query', b'GET /long-query?q=%s HTTP/1.1\r\n%s\r\n' % (b'q' * 7500, HOST))
        ask(raw, 'GET', '/long-path/…', b'GET /long-path/%s HTTP/1.1\r\n%s\r\n' % (b'p' * 5000, HOST))
        get(raw, '/after-long-targets')


def long_heads():
    headers = b''.join(b'X-Header-%d: %s\r\n' % (i, b'h' * 180) for i in range(40))
    with Raw() as raw:
        for _ in range(3):
            ask(raw, 'GET', '/long-head', b'GET /long-head HTTP/1.1\r\n%s%s\r\n' % (HOST, headers))
        body = b'b' * 9000
        ask(raw, 'POST', '/long-head-and-body',
            b'POST /long-head-and-body HTTP/1.1\r\n%s%sContent-Length: %d\r\n\r\n%s' % (HOST, headers, len(body), body))
        get(raw, '/after-long-heads')


def split_heads():
    with Raw() as raw:
        for size in (1, 3, 16):
            request = b'GET /split-head HTTP/1.1\r\n%sX-Other: some more of it\r\n\r\n' % HOST
            pieces(raw, request, size, 0.0005)
            told('GET', '/split-head', answer(raw))
        request = b'POST /split-body HTTP/1.1\r\n%sContent-Length: 50\r\n\r\n%s' % (HOST, b's' * 50)
        pieces(raw, request, 40, 0.03)
        told('POST', '/split-body', answer(raw))


def targets():
    with Raw() as raw:
        ask(raw, 'GET', '/absolute', b'GET http://here/absolute HTTP/1.1\r\n%s\r\n' % HOST)
        ask(raw, 'GET', '/with-hash', b'GET /with-hash?a=b&c HTTP/1.1\r\n%s\r\n' % HOST)
        ask(raw, 'GET', '/caf%C3%A9', b'GET /caf%%C3%%A9 HTTP/1.1\r\n%s\r\n' % HOST)
        ask(raw, 'GET', '/img/{id}.jpg', b'GET /img/81723.jpg HTTP/1.1\r\n%s\r\n' % HOST)
        get(raw, '/a//b/./c')
    once('OPTIONS', '*', b'OPTIONS * HTTP/1.1\r\n%s\r\n' % HOST)
    once('GET', '/raw-%C3%A9', b'GET /raw-\xc3\xa9 HTTP/1.1\r\n%s\r\n' % HOST)


def methods():
    for method in (b'PATCH', b'PROPFIND', b'DELETE', b'MKCOL', b'TRACE', b'FROBNICATE', b'M-SEARCH', b'get'):
        once(method.decode(), '/method', b'%s /method HTTP/1.1\r\n%sContent-Length: 0\r\n\r\n' % (method, HOST))


def lines():
    once('GET', '/folded', b'GET /folded HTTP/1.1\r\n%sX-Folded: a\r\n b: c\r\n\tContent-Length: 99\r\n\r\n' % HOST)
    once('GET', '/lf-only', b'GET /lf-only HTTP/1.1\nHost: here\n\n')
    once('GET', '/empty-lines', b'\r\n\r\nGET /empty-lines HTTP/1.1\r\n%s\r\n' % HOST)
    once('GET', '/no-host', b'GET /no-host HTTP/1.1\r\n\r\n')
    once('GET', '/blank-header', b'GET /blank-header HTTP/1.1\r\n%sX-Blank:\r\nX-Spaces:   \t  \r\n\r\n' % HOST)
    once('GET', '/bad-header', b'GET /bad-header HTTP/1.1\r\n%sno colon here\r\n\r\n' % HOST)


def bodies():
    chunks = b'4;ext="a b"\r\nGET \r\n0a\r\n0123456789\r\n0;last\r\nX-Sum: 14\r\n\r\n'
    for name, headers, body in (
            (b'chunk-extensions', b'Transfer-Encoding: chunked\r\n', chunks),
            (b'packed-chunks', b'Transfer-Encoding: gzip, chunked\r\n', chunks),
            (b'both-lengths', b'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n', chunks),
            (b'same-lengths', b'Content-Length: 3\r\nContent-Length: 3\r\n', b'abc'),
            (b'other-lengths', b'Content-Length: 3\r\nContent-Length: 5\r\n', b'abc'),
            (b'negative-length', b'Content-Length: -3\r\n', b''),
            (b'expectation', b'Expect: wonders\r\nContent-Length: 3\r\n', b'abc')):
        once('POST', '/' + name.decode(), b'POST /%s HTTP/1.1\r\n%s%s\r\n%s' % (name, HOST, headers, body))
    with Raw() as raw:
        request = b'POST /chunks HTTP/1.1\r\n%sTransfer-Encoding: chunked\r\n\r\n%s' % (HOST, chunks)
        for _ in range(2):
            if ask(raw, 'POST', '/chunks', request) != 200:
                break
            ask(raw, 'GET', '/with-body', b'GET /with-body HTTP/1.1\r\n%sContent-Length: 3\r\n\r\nabc' % HOST)


def kept():
    with Raw() as raw:
        for _ in range(3):
            ask(raw, 'GET', '/kept-old', b'GET /kept-old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n')
            if raw.socket.fileno() < 0 or raw.data:
                break
    with Raw() as raw:
        raw.send(b'GET /half-closed HTTP/1.1\r\n%s\r\n' % HOST)
        raw.socket.shutdown(socket.SHUT_WR)
        told('GET', '/half-closed', answer(raw))


def mixed_burst():
    with Raw() as raw:
        for _ in range(4):
            raw.send(b''.join(b'%s /burst HTTP/1.1\r\n%s\r\n' % (m, HOST) for m in (b'HEAD', b'GET', b'HEAD', b'GET')))
            for method in ('HEAD', 'GET', 'HEAD', 'GET'):
                told(method, '/burst', answer(raw, method == 'HEAD'))


def no_requests():
    """Nothing of this is a request of HTTP/1."""
    hello = bytes.fromhex('1603010050010000') + b'\x4c\x03\x03' + b'\x07' * 73
    preface = b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0'
    for garbage in (b'hello\r\n\r\n', hello, preface, b'\0' * 100, b'GET\r\n\r\n', b''):
        with Raw() as raw:
            raw.send(garbage)
            raw.socket.shutdown(socket.SHUT_WR)
            status = answer(raw)
            if status == 400 and garbage not in (hello, preface):
                sys.stdout.write(f'(malformed) {status}\n')


SHAPES = [long_targets, long_heads, split_heads, targets, methods, lines, bodies, kept, mixed_burst, no_requests]

if __name__ == '__main__':
    wanted = sys.argv[2:]
    threads = [threading.Thread(target=shape) for shape in SHAPES if not wanted or shape.__name__ in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
