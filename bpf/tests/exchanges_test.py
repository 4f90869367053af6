"""Exchanges of real sockets, counted against the books of the servers and clients that made them."""

import contextlib
import os
import socket
import struct
import threading
import time
import unittest

from kernel import (Client, Echo, Kernel, CHUNK, CLIENT, EXCHANGE, LOST_EXCHANGE, LOST_OTHER, LOST_PEER, NO_REQUEST,
                    NO_RESPONSE, OVERLAP, PEER, SERVER, SETTLE, SKIPPED, SOCKET, WAITING, names)


class ExchangesTest(unittest.TestCase):
    def check_pairs(self, exchanges, count):
        self.assertEqual(count, len(exchanges))
        for exchange in exchanges:
            asked, answered = names(exchange)
            self.assertIsNotNone(asked)
            self.assertEqual(asked, answered)

    def test_every_exchange_of_a_kept_connection_is_seen_once_at_each_end(self):
        with Echo() as server, Kernel(port=server.port) as kernel, Client(server) as client:
            for i in range(500):
                client.ask(b"%d" % i)
            kernel.settled()
            self.check_pairs(kernel.exchanges(SERVER), 500)
            ends = kernel.exchanges(CLIENT)
            self.assertEqual(500, len(ends))
            self.assertEqual([r["request_sequence"] for r in kernel.exchanges(SERVER)], [r["request_sequence"] for r in ends])
            self.assertEqual(500, len(kernel.settlements(SERVER)))
            self.assertEqual(500, len(kernel.settlements(CLIENT)))
            self.assertEqual([0] * 7, kernel.losses())
            for here, there in zip(kernel.exchanges(SERVER), ends):
                self.assertLessEqual(there["start"], here["start"])
                self.assertLessEqual(here["start"], here["first"])
                self.assertLessEqual(here["first"], there["first"])

    def test_the_clients_end_leaves_the_payload_to_a_watched_server(self):
        with Echo() as server, Kernel(port=server.port) as kernel, Client(server) as client:
            client.ask(b"1")
            kernel.settled()
            self.assertEqual([PEER], [r["flags"] for r in kernel.exchanges(CLIENT)])
            self.assertEqual([0], [r["flags"] for r in kernel.exchanges(SERVER)])

    def test_connections_opened_before_are_seen_with_their_roles(self):
        with Echo() as server, Client(server) as client:
            client.ask(b"before")
            with Kernel(port=server.port) as kernel:
                for i in range(20):
                    client.ask(b"%d" % i)
                kernel.settled()
                self.check_pairs(kernel.exchanges(SERVER), 20)
                self.assertEqual([1, 1], [r["opened_before"] for r in kernel.of(SOCKET)])

    def test_ipv6_and_mapped_addresses_are_seen(self):
        for address in ("::1", "127.0.0.1"):
            with Echo(socket.AF_INET6, "::") as server, Kernel(port=server.port) as kernel, Client(server, address) as client:
                client.ask(b"1")
                kernel.settled()
                self.check_pairs(kernel.exchanges(SERVER), 1)
                expected = "::1" if address == "::1" else "::ffff:127.0.0.1"
                self.assertEqual([expected] * 4, [r[k] for r in kernel.of(SOCKET) for k in ("local", "remote")])

    def test_sizes_of_large_requests_and_responses_are_exact(self):
        with Echo(body=b"x" * 3_000_000) as server, Kernel(port=server.port) as kernel, Client(server) as client:
            for i in range(5):
                client.ask(b"%d" % i, body=b"y" * 1_000_000)
            kernel.settled()
            self.check_pairs(kernel.exchanges(SERVER), 5)
            for role in (SERVER, CLIENT):
                for i, exchange in enumerate(kernel.exchanges(role)):
                    self.assertEqual(len(b"GET /%d HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n" % i) + 1_000_000, exchange["request_bytes"])
                self.assertEqual([len(server.response(b"1"))] * 5, list(kernel.settlements(role).values()))

    def test_chunks_carry_what_the_exchange_record_does_not(self):
        prefix, body = b"no http here\r\n", bytes(range(256)) * 16
        with Echo(prefix=prefix, body=body) as server, Kernel(port=server.port) as kernel, Client(server) as client:
            kernel.command("set response_capture 3000")
            client.ask(b"7", headers=b"Filler: " + b"f" * 6000 + b"\r\n")
            kernel.settled()
            exchange = kernel.exchanges(SERVER)[0]
            for first, part, direction, sent, limit in (
                    ("request_sequence", "request", 0, b"GET /7 HTTP/1.1\r\nFiller: " + b"f" * 6000 + b"\r\n\r\n", 4096),
                    ("response_sequence", "response", 1, server.response(b"7"), 3000)):
                captured = bytearray(bytes.fromhex(exchange[part]))
                self.assertEqual(1024, len(captured))
                for chunk in kernel.of(CHUNK, exchange["cookie"]):
                    if chunk["direction"] == direction:
                        at = (chunk["sequence"] - exchange[first]) & 0xFFFFFFFF
                        self.assertEqual(len(captured), at)
                        captured += bytes.fromhex(chunk["bytes"])
                self.assertEqual(sent[:limit], bytes(captured))

    def test_a_connection_that_closes_is_settled(self):
        with Echo() as server, Kernel(port=server.port) as kernel:
            for i in range(50):
                with Client(server) as client:
                    client.ask(b"%d" % i, b"Connection: close\r\n")
                    client.read(1)
            time.sleep(0.1)
            kernel.command("drain")
            self.check_pairs(kernel.exchanges(SERVER), 50)
            self.assertEqual(50, len(kernel.settlements(SERVER)))
            self.assertEqual(50, len([r for r in kernel.of(SETTLE) if r["closed"] and r["cookie"] in kernel.end(SERVER)]))

    def test_idle_exchanges_are_settled_only_when_old_enough(self):
        with Echo() as server, Kernel(port=server.port) as kernel, Client(server) as client:
            client.ask(b"1")
            kernel.command("set idle_ns 60000000000")
            self.assertEqual([], [r for r in kernel.settled() if r["kind"] == SETTLE])
            kernel.command("set idle_ns 1000000")
            kernel.settled()
            self.assertEqual(1, len(kernel.settlements(SERVER)))
            count = len(kernel.records)
            kernel.settled()
            self.assertEqual(count, len(kernel.records))

    def test_a_request_that_waits_is_told_once_wherever_its_sequence_numbers_begin(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(32)
            with Kernel(port=listener.getsockname()[1]) as kernel, contextlib.ExitStack() as sockets:
                for _ in range(16):
                    client = sockets.enter_context(socket.create_connection(listener.getsockname()))
                    sockets.enter_context(listener.accept()[0])
                    client.sendall(b"GET /9 HTTP/1.1\r\n\r\n")
                kernel.settled()
                told = [r for r in kernel.of(SETTLE) if r["cookie"] in kernel.end(SERVER)]
                self.assertEqual([19] * 16, [r["open_request_bytes"] for r in told])
                kernel.settled()
                self.assertEqual(16, len([r for r in kernel.of(SETTLE) if r["cookie"] in kernel.end(SERVER)]))

    def test_what_waits_long_for_its_response_is_told_while_it_waits(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(32)
            with Kernel(port=listener.getsockname()[1]) as kernel, contextlib.ExitStack() as sockets:
                asked, accepted = [], []
                for path in (b"/a", b"/" + b"b" * 300, b"/" + b"c" * 2000):
                    client = sockets.enter_context(socket.create_connection(listener.getsockname()))
                    accepted.append(sockets.enter_context(listener.accept()[0]))
                    client.sendall(b"GET /first HTTP/1.1\r\n\r\n")
                    accepted[-1].recv(4096)
                    accepted[-1].sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
                    client.recv(4096)
                    asked.append(b"GET " + path + b" HTTP/1.1\r\n\r\n")
                    client.sendall(asked[-1])
                kernel.settled()
                self.assertEqual([], kernel.of(WAITING))
                time.sleep(1.1)
                kernel.settled()
                told = kernel.of(WAITING)
                self.assertEqual({r["cookie"] for r in told}, set(kernel.end(SERVER)))
                self.assertEqual(sorted(r[:1024] for r in asked), sorted(bytes.fromhex(r["request"]) for r in told))
                for server in accepted:
                    server.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
                kernel.settled()
                self.assertEqual(3, len(kernel.of(WAITING)))
                exchanges = {(r["cookie"], r["request_sequence"]): r for r in kernel.exchanges(SERVER)}
                for r in told:
                    answered = exchanges[r["cookie"], r["request_sequence"]]
                    self.assertEqual((r["start"], r["response_sequence"]), (answered["start"], answered["response_sequence"]))

    def test_a_server_that_speaks_first_is_an_exchange_without_a_request(self):
        with Echo(first=b"220 hello\r\n") as server, Kernel(port=server.port) as kernel, Client(server) as client:
            client.read(11)
            client.ask(b"1")
            kernel.settled()
            greeting, exchange = kernel.exchanges(SERVER)
            self.assertEqual(NO_REQUEST, greeting["flags"])
            self.assertEqual((0, 11), (greeting["request_bytes"], greeting["response_bytes"]))
            self.assertEqual((greeting["request_sequence"] + 1) & 0xFFFFFFFF, exchange["request_sequence"])
            self.assertEqual((b"1", b"1"), names(exchange))

    def test_a_request_that_gets_no_response_is_told_when_the_connection_is_reset(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            with Kernel(port=listener.getsockname()[1]) as kernel:
                client = socket.create_connection(listener.getsockname())
                accepted, _ = listener.accept()
                client.sendall(b"GET /9 HTTP/1.1\r\n\r\n")
                accepted.recv(100)
                accepted.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                accepted.close()
                client.close()
                kernel.settled()
                exchange = kernel.exchanges(SERVER)[0]
                self.assertEqual(NO_RESPONSE, exchange["flags"])
                self.assertEqual((b"9", 0), (names(exchange)[0], exchange["response_bytes"]))

    def test_overlapping_turns_are_flagged(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            with Kernel(port=listener.getsockname()[1]) as kernel:
                client = socket.create_connection(listener.getsockname())
                accepted, _ = listener.accept()
                for sender, data in ((client, b"GET /1 HTTP/1.1\r\n\r\n"), (accepted, b"HTTP/1.1 200 OK\r\n\r\npart"),
                                     (client, b"GET /2 HTTP/1.1\r\n\r\n"), (accepted, b"of the first"),
                                     (accepted, b"HTTP/1.1 200 OK\r\n\r\n")):
                    sender.sendall(data)
                    time.sleep(0.02)
                kernel.settled()
                self.assertEqual([0, OVERLAP], [r["flags"] for r in kernel.exchanges(SERVER)])
                client.close()
                accepted.close()

    def test_a_stream_is_sent_whole(self):
        with Echo(body=b"z" * 500_000) as server, Kernel(ring=1 << 23, port=server.port) as kernel:
            kernel.watch(server.port, 3)
            with Client(server) as client:
                for i in range(3):
                    client.ask(b"%d" % i)
                kernel.settled()
            self.assertEqual([], kernel.of(EXCHANGE))
            data = b"".join(bytes.fromhex(r["bytes"]) for r in kernel.of(CHUNK, kernel.end(SERVER)[0]) if r["direction"] == 1)
            self.assertEqual(b"".join(server.response(b"%d" % i) for i in range(3)), data)

    def test_a_stream_can_be_switched_on_for_one_socket(self):
        with Echo() as server, Kernel(port=server.port) as kernel, Client(server) as client:
            client.ask(b"1")
            kernel.settled()
            kernel.command(f"stream {kernel.end(SERVER)[0]} 1")
            kernel.changed()
            client.ask(b"2")
            kernel.settled()
            self.assertEqual(1, len(kernel.exchanges(SERVER)))
            self.assertEqual(2, len(kernel.of(CHUNK, kernel.end(SERVER)[0])))

    def test_data_with_the_last_packet_of_a_handshake_is_not_lost(self):
        deferred = (socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 5)
        with Echo(options=[deferred]) as server, Kernel(port=server.port) as kernel:
            for i in range(10):
                with Client(server) as client:
                    client.ask(b"%d" % i)
                    client.ask(b"%d" % (i + 100))
            kernel.settled()
            self.check_pairs(kernel.exchanges(SERVER), 20)
            self.assertEqual({0}, {r["opened_before"] for r in kernel.of(SOCKET)})

    def test_other_ports_and_the_own_port_are_not_seen(self):
        with Echo() as server, Echo() as other, Kernel(port=server.port) as kernel:
            with Client(server) as client, Client(other) as stranger:
                client.ask(b"1")
                stranger.ask(b"1")
                kernel.settled()
                self.assertEqual(2, len(kernel.of(EXCHANGE)))
                kernel.command(f"set own_port {server.port}")
                kernel.changed()
                client.ask(b"2")
                kernel.settled()
                self.assertEqual(2, len(kernel.of(EXCHANGE)))

    def test_the_own_port_is_anybodys_in_another_namespace_and_at_another_address(self):
        here = os.stat("/proc/self/ns/net").st_ino
        for namespace, ends in ((here, {SERVER}), (here + 1, {SERVER, CLIENT})):
            with Echo() as server, Kernel(port=server.port) as kernel, socket.socket() as chosen:
                chosen.bind(("127.0.0.2", 0))
                kernel.command(f"set own_netns {namespace}")
                kernel.command(f"set own_port {chosen.getsockname()[1]}")
                kernel.changed()
                chosen.connect(("127.0.0.1", server.port))
                chosen.sendall(b"GET /1 HTTP/1.1\r\n\r\n")
                self.assertIn(b"Id: 1", chosen.recv(65536))
                kernel.settled()
                self.assertEqual(ends, {r["role"] for r in kernel.of(SOCKET)})
                self.assertEqual(1, len(kernel.exchanges(SERVER)))

    def test_sampling_keeps_the_same_exchanges_at_both_ends_and_counts_the_rest(self):
        with Echo() as server, Kernel(port=server.port) as kernel, Client(server) as client:
            kernel.command("set sample_mask 7")
            for i in range(800):
                client.ask(b"%d" % i)
            kernel.settled()
            sent = {role: {r["request_sequence"] for r in kernel.exchanges(role)} for role in (SERVER, CLIENT)}
            self.assertEqual(sent[SERVER], sent[CLIENT])
            self.assertTrue(50 < len(sent[SERVER]) < 150, len(sent[SERVER]))
            for role in (SERVER, CLIENT):
                self.assertEqual(800, len(sent[role]) + kernel.sampled_away(role))
            self.assertEqual(2 * 800 - 2 * len(sent[SERVER]), kernel.losses()[SKIPPED])

    def test_what_a_full_ring_refuses_is_counted_exactly(self):
        with Echo() as server, Kernel(ring=4096, manual=True, port=server.port) as kernel, Client(server) as client:
            for i in range(300):
                client.ask(b"%d" % i)
            kernel.command("drain")
            for i in range(3):
                client.ask(b"%d" % i)
            kernel.settled()
            losses = kernel.losses()
            self.assertGreater(losses[LOST_EXCHANGE], 0)
            self.assertEqual(303, len(kernel.exchanges(SERVER)) + losses[LOST_EXCHANGE])
            self.assertEqual(303, len(kernel.exchanges(CLIENT)) + losses[LOST_PEER])
            self.assertEqual(0, losses[LOST_OTHER])
            self.assertEqual(len(kernel.exchanges(SERVER)), len(kernel.settlements(SERVER)))

    def test_what_is_sampled_away_of_connections_that_end_while_the_ring_is_full_is_counted_exactly(self):
        with Echo() as server, Kernel(ring=1 << 14, manual=True, port=server.port) as kernel:
            kernel.command("set sample_mask 3")
            # Of the first all is told, of others a part, and those behind them are met when there is no room even for that.
            for connection in range(60):
                with Client(server) as client:
                    for i in range(connection % 7 + 1):
                        client.ask(b"%d-%d" % (connection, i))
            time.sleep(0.1)
            kernel.settled()
            self.assertLess(len(kernel.end(SERVER)), 60)
            self.assertGreater(kernel.sampled_away(SERVER), 0)
            told = len(kernel.exchanges(SERVER)) + kernel.sampled_away(SERVER)
            self.assertEqual(server.served, told + kernel.losses()[LOST_EXCHANGE])

    def test_a_client_says_that_its_server_s_end_counts_what_is_sampled_away(self):
        with Echo() as server, Kernel(port=server.port) as kernel, Client(server) as client:
            kernel.command("set sample_mask 4294967295")
            for i in range(3):
                client.ask(b"%d" % i)
            kernel.settled()
            for role, peer in ((SERVER, 0), (CLIENT, 1)):
                cookie, = kernel.end(role)
                self.assertEqual(peer, kernel.of(SETTLE, cookie)[-1]["peer"])

    def test_a_client_that_waits_for_its_first_answer_does_not_tell_yet_what_is_sampled_away(self):
        with Echo(patience=2) as server, Kernel(port=server.port) as kernel, Client(server) as client:
            kernel.command("set sample_mask 4294967295")
            client.socket.sendall(b"GET /a HTTP/1.1\r\n\r\n")
            kernel.settled()
            cookie, = kernel.end(CLIENT)
            self.assertEqual([], [r for r in kernel.of(SETTLE, cookie) if r["skipped"]])
            self.assertEqual(1, kernel.sampled_away(SERVER))

    def test_many_connections_at_once_are_counted_exactly(self):
        with Echo() as server, Kernel(ring=1 << 22, port=server.port) as kernel:
            def work(number):
                with Client(server) as client:
                    for i in range(100):
                        client.ask(b"%d-%d" % (number, i))
            threads = [threading.Thread(target=work, args=(n,)) for n in range(16)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            kernel.settled()
            self.check_pairs(kernel.exchanges(SERVER), 1600)
            self.assertEqual(1600, server.served)
            self.assertEqual(1600, len(kernel.exchanges(CLIENT)))


if __name__ == "__main__":
    unittest.main()
