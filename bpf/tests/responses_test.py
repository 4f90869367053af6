"""Responses that are more than a head and a body: interim ones before them, bodies in chunks."""

import socket
import threading
import time
import unittest

from kernel import Kernel, CHUNK, CLIENT, EXCHANGE, SERVER

HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </%s>\r\n\r\n" % (b"h" * 300)
FINAL = b"HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n" + b"b" * 500
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: %s\r\n\r\n" % (b"x" * 200)


class ResponsesTest(unittest.TestCase):
    def answer(self, segments, requests=3):
        """What a connection's records are when each request is answered in these segments."""
        listener = socket.create_server(("127.0.0.1", 0))

        def serve():
            connection, _ = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection:
                while connection.recv(10000):
                    for segment in segments:
                        connection.sendall(segment)
                        time.sleep(0.01)
        threading.Thread(target=serve, daemon=True).start()
        port, whole = listener.getsockname()[1], sum(map(len, segments))
        with listener, Kernel(ring=1 << 20, port=port) as kernel, socket.create_connection(("127.0.0.1", port)) as client:
            for _ in range(requests):
                client.sendall(b"GET /x HTTP/1.1\r\n\r\n")
                left = whole
                while left:
                    left -= len(client.recv(left))
            time.sleep(0.05)
            kernel.settled()
            cookie, = kernel.end(SERVER)
            self.assertEqual(requests, len(kernel.of(EXCHANGE, cookie)))
            self.assertEqual([whole] * requests, list(kernel.settlements(SERVER).values()))
            return [r for r in kernel.records if r.get("cookie") == cookie]

    def test_the_head_behind_an_interim_one_is_sent_whether_it_comes_with_it_or_after_it(self):
        for segments in ([HINTS + FINAL], [HINTS, FINAL], [HINTS, HINTS, FINAL], [HINTS + HINTS, FINAL]):
            records = self.answer(segments)
            chunks = [r for r in records if r["kind"] == CHUNK]
            self.assertEqual([], [r for r in chunks if r["streamed"]])
            beginnings = [bytes.fromhex(r["bytes"] if r["kind"] == CHUNK else r["response"]) for r in records
                          if r["kind"] in (CHUNK, EXCHANGE)]
            self.assertEqual(3, sum(b"HTTP/1.1 201" in beginning for beginning in beginnings), segments)

    def test_the_last_chunk_of_a_body_is_told(self):
        part, end = b"3e8\r\n" + b"c" * 1000 + b"\r\n", b"0\r\n\r\n"
        for segments in ([CHUNKED + part + end], [CHUNKED, part, end], [CHUNKED + part, part + end]):
            records = self.answer(segments)
            last = [r for r in records if "last_chunk" in r and r["settled_bytes"]]
            self.assertTrue(last[-1]["last_chunk"], segments)

    def test_a_body_in_chunks_that_goes_on_has_no_last_one(self):
        records = self.answer([CHUNKED, b"3e8\r\n" + b"c" * 1000 + b"\r\n"])
        self.assertFalse(any(r.get("last_chunk") for r in records))

    def test_a_body_that_waited_for_an_interim_response_goes_with_its_head_while_exchanges_are_sampled_away(self):
        listener, uploads = socket.create_server(("127.0.0.1", 0)), 60
        head = b"POST /%d HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n"

        def serve():
            connection, _ = listener.accept()
            with connection:
                while connection.recv(1000):
                    connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                    connection.recv(1000)
                    connection.sendall(FINAL)
        threading.Thread(target=serve, daemon=True).start()
        port = listener.getsockname()[1]
        with listener, Kernel(ring=1 << 20, port=port) as kernel, socket.create_connection(("127.0.0.1", port)) as client:
            kernel.command("set sample_mask 7")
            for i in range(uploads):
                client.sendall(head % i)
                client.recv(1000)
                client.sendall(b"x" * 9)
                left = len(FINAL)
                while left:
                    left -= len(client.recv(left))
            kernel.settled()
            sent = [bytes.fromhex(r["request"]) for r in kernel.exchanges(SERVER)]
            self.assertLess(0, len(sent))
            self.assertEqual([b"POST", b"xxxx"] * (len(sent) // 2), [request[:4] for request in sent])
            self.assertEqual(uploads, len(sent) // 2 + kernel.sampled_away(SERVER))
            self.assertEqual(*([r["request_sequence"] for r in kernel.exchanges(role)] for role in (SERVER, CLIENT)))


if __name__ == "__main__":
    unittest.main()
