"""Which end is the server, and what comes in an order or a shape that is not the usual one."""

import contextlib
import socket
import struct
import time
import unittest

from kernel import Kernel, CLIENT, SERVER, SOCKET, names


def request(name):
    return b"GET /%s HTTP/1.1\r\n\r\n" % name


def response(name):
    return b"HTTP/1.1 200 OK\r\nId: %s\r\nContent-Length: 0\r\n\r\n" % name


class RolesTest(unittest.TestCase):
    @contextlib.contextmanager
    def connected(self, address="127.0.0.1", keep_listener=False):
        """(client, accepted) on a port whose listener is closed by then."""
        listener = socket.create_server((address, 0))
        client = socket.create_connection(listener.getsockname())
        accepted, _ = listener.accept()
        if not keep_listener:
            listener.close()
        with listener, client, accepted:
            yield client, accepted

    def talk(self, client, accepted, names_asked):
        for name in names_asked:
            client.sendall(request(name))
            accepted.recv(1000)
            accepted.sendall(response(name))
            client.recv(1000)

    def check(self, kernel, port, expected):
        roles = {r["local_port"] == port: r["role"] for r in kernel.of(SOCKET)}
        self.assertEqual({True: SERVER, False: CLIENT}, roles)
        self.assertEqual([(n, n) for n in expected], [names(r) for r in kernel.exchanges(SERVER)])

    def test_a_server_that_closed_its_listener_is_known_on_a_connection_without_payload(self):
        with self.connected() as (client, accepted):
            port = accepted.getsockname()[1]
            with Kernel(port=port) as kernel:
                self.talk(client, accepted, (b"1", b"2"))
                kernel.settled()
                self.check(kernel, port, (b"1", b"2"))

    def test_a_server_that_closed_its_listener_is_known_on_a_connection_that_was_used(self):
        with self.connected() as (client, accepted):
            port = accepted.getsockname()[1]
            self.talk(client, accepted, (b"before",) * 3)
            with Kernel(port=port) as kernel:
                self.talk(client, accepted, (b"1", b"2"))
                kernel.settled()
                self.check(kernel, port, (b"1", b"2"))

    def test_a_server_that_closed_its_listener_is_known_when_the_first_payload_seen_is_its_response(self):
        with self.connected() as (client, accepted):
            port = accepted.getsockname()[1]
            client.sendall(request(b"unseen"))
            accepted.recv(1000)
            with Kernel(port=port) as kernel:
                accepted.sendall(response(b"unseen"))
                client.recv(1000)
                self.talk(client, accepted, (b"1",))
                kernel.settled()
                roles = {r["local_port"] == port: r["role"] for r in kernel.of(SOCKET)}
                self.assertEqual({True: SERVER, False: CLIENT}, roles)
                self.assertEqual([(None, b"unseen"), (b"1", b"1")], [names(r) for r in kernel.exchanges(SERVER)])

    def test_a_client_that_ended_its_side_before_it_asked_was_met_from_its_beginning(self):
        with socket.create_server(("127.0.0.1", 0)) as listener, Kernel(port=listener.getsockname()[1]) as kernel:
            with socket.create_connection(listener.getsockname()) as client, listener.accept()[0] as accepted:
                client.shutdown(socket.SHUT_WR)
                self.assertEqual(b"", accepted.recv(1))
                accepted.sendall(response(b"refused"))
                client.recv(1000)
                kernel.settled()
            self.assertEqual({(SERVER, 0), (CLIENT, 0)}, {(r["role"], r["opened_before"]) for r in kernel.of(SOCKET)})

    def test_a_request_and_a_response_in_several_segments_are_one_turn(self):
        asked = (b"POST /1 HTTP/1.1\r\n", b"Content-Length: 9\r\n\r\n", b"some body")
        answered = (response(b"1"), b"more", b"and more")
        with self.connected(keep_listener=True) as (client, accepted):
            with Kernel(port=accepted.getsockname()[1]) as kernel:
                for part in asked:
                    client.sendall(part)
                    time.sleep(0.02)
                accepted.recv(1000)
                for part in answered:
                    accepted.sendall(part)
                client.recv(10)
                kernel.settled()
                for role in (SERVER, CLIENT):
                    exchange, = kernel.exchanges(role)
                    self.assertEqual(len(b"".join(asked)), exchange["request_bytes"])
                    self.assertEqual([len(b"".join(answered))], list(kernel.settlements(role).values()))
                    self.assertLess(exchange["start"], exchange["end"])
                    self.assertLess(exchange["end"], exchange["first"])
                exchange, = kernel.exchanges(SERVER)
                self.assertEqual(b"".join(asked), bytes.fromhex(exchange["request"]))

    def test_ipv6_with_an_extension_header_is_seen(self):
        hop_by_hop = struct.pack("BBBBI", 6, 0, 1, 4, 0)
        with socket.create_server(("::1", 0), family=socket.AF_INET6) as listener:
            client = socket.create_connection(listener.getsockname()[:2])
            accepted, _ = listener.accept()
            client.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_HOPOPTS, hop_by_hop)
            with client, accepted, Kernel(port=listener.getsockname()[1]) as kernel:
                self.talk(client, accepted, (b"1", b"2"))
                kernel.settled()
                self.check(kernel, listener.getsockname()[1], (b"1", b"2"))


if __name__ == "__main__":
    unittest.main()
