"""Retransmission, reordering, repetition and sequence numbers that wrap never pair a request with another's response."""

import os
import random
import socket
import threading
import time
import unittest

from kernel import Client, Echo, Kernel, CLIENT, OUT_OF_ORDER, SERVER, names
from network import RoughNetwork, inside

TCP_REPAIR, TCP_REPAIR_QUEUE, TCP_QUEUE_SEQ = 19, 20, 21


@unittest.skipUnless(os.path.exists("/dev/net/tun"), "/dev/net/tun is missing")
class OrderTest(unittest.TestCase):
    def run_rough(self, seed, connections, requests, **network):
        books = {}
        with RoughNetwork(seed, **network) as rough:
            server = inside(rough.server, lambda: Echo(address="10.99.0.2", body=b"b" * 9000))
            with server, Kernel(ring=1 << 24, port=server.port, namespaces=(rough.client, rough.server)) as kernel:
                def work(number):
                    chance = random.Random(seed + number)
                    with inside(rough.client, lambda: Client(server, "10.99.0.2")) as client:
                        client.socket.settimeout(60)
                        for i in range(requests):
                            name, body = b"%d-%d" % (number, i), b"x" * chance.choice((0, 0, 100, 1500, 7000))
                            books[name] = len(b"GET /%s HTTP/1.1\r\n\r\n" % name) + (
                                len(b"Content-Length: %d\r\n" % len(body)) + len(body) if body else 0)
                            client.ask(name, body=body)
                threads = [threading.Thread(target=work, args=(n,)) for n in range(connections)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                kernel.settled()
                time.sleep(0.5)
                kernel.settled()
                self.assertGreater(rough.reordered + rough.dropped + rough.repeated, connections)
                for role in (SERVER, CLIENT):
                    self.check(kernel, role, server, books)
                self.assertEqual(0, kernel.losses()[OUT_OF_ORDER])

    def check(self, kernel, role, server, books):
        seen = kernel.exchanges(role)
        settlements = kernel.settlements(role)
        self.assertEqual(sorted((name, name) for name in books), sorted(map(names, seen)))
        for exchange in seen:
            asked, _ = names(exchange)
            self.assertEqual(books[asked], exchange["request_bytes"], asked)
            self.assertEqual(len(server.response(asked)), settlements[exchange["cookie"], exchange["request_sequence"]])

    def test_reordered_repeated_and_dropped_segments_never_mispair(self):
        self.run_rough(1, connections=8, requests=40)

    def test_heavy_reordering_never_mispairs(self):
        self.run_rough(2, connections=8, requests=40, reorder=0.4, repeat=0.2, drop=0)

    def test_sequence_numbers_may_wrap(self):
        with socket.socket() as reserved:
            reserved.bind(("127.0.0.1", 0))
            port = reserved.getsockname()[1]
        pair = []
        for number in range(2):
            end = socket.socket()
            end.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            end.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, 1)
            for queue in (1, 2):
                end.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR_QUEUE, queue)
                end.setsockopt(socket.IPPROTO_TCP, TCP_QUEUE_SEQ, -100)
            end.bind(("127.0.0.1", port + number))
            pair.append(end)
        for number, end in enumerate(pair):
            end.connect(("127.0.0.1", port + 1 - number))
        for end in pair:
            end.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, 0)
        client, server = pair
        with Kernel(port=port) as kernel, client, server:
            for i in range(30):
                client.sendall(b"GET /%d HTTP/1.1\r\n\r\n" % i)
                server.recv(1000)
                server.sendall(b"HTTP/1.1 200 OK\r\nId: %d\r\n\r\n" % i)
                client.recv(1000)
            kernel.settled()
            asked = kernel.exchanges(SERVER)
            self.assertEqual([(b"%d" % i,) * 2 for i in range(30)], [names(r) for r in asked])
            self.assertLess(asked[-1]["request_sequence"], asked[0]["request_sequence"])


if __name__ == "__main__":
    unittest.main()
