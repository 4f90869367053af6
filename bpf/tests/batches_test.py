"""Batches of MySQL, as MariaDB's Java client sends them: many statements in long segments, whose answers share segments too."""

import os
import random
import time
import unittest

from kernel import CHUNK, Client, Kernel, SERVER
from network import RoughNetwork, inside
from statements import Statements, command
from streams import stream


def statement(number, size=60):
    return command(b"\x03INSERT %06d " % number + b"x" * size)


def told(data):
    """Statements of which a stream with holes holds the header."""
    return data.count(b"\0\x03")


class BatchesTest(unittest.TestCase):
    def batch(self, sizes_of, count=400, batches=4, cut=None, together=True, ring=1 << 24, limit=4096):
        """The statements that were told of and those that were counted, of all; and the answers that were told of."""
        with Statements(together) as server, Kernel(ring=ring, port=server.port) as kernel, Client(server) as client:
            kernel.command(f"set stream_capture {limit}")
            for number in range(batches):
                data = b"".join(statement(number * count + i, sizes_of(i)) for i in range(count))
                at = 0
                while at < len(data):
                    piece = data[at:at + (cut() if cut else len(data))]
                    client.socket.sendall(piece)
                    at += len(piece)
                client.read(count * len(server.OK))
            kernel.settled()
            self.assertEqual(count * batches, server.served)
            cookie, = kernel.end(SERVER)
            return (told(stream(kernel, cookie, 0)), kernel.unread(SERVER), server.served,
                    stream(kernel, cookie, 1).count(server.OK))

    def test_statements_of_batches_and_their_answers_are_all_told(self):
        for together in (True, False):
            seen, unread, served, answers = self.batch(lambda i: 60, together=together)
            self.assertEqual((served, 0), (seen, unread))
            self.assertEqual(served, answers)

    def test_batches_that_segments_cut_anywhere_are_all_told(self):
        chance = random.Random(4)
        for most in (40, 3000, 20000):
            with self.subTest(most=most):
                seen, unread, served, answers = self.batch(lambda i: i % 90, cut=lambda: chance.randint(1, most))
                self.assertEqual((served, 0), (seen, unread))
                self.assertEqual(served, answers)

    @unittest.skipUnless(os.path.exists("/dev/net/tun"), "/dev/net/tun is missing")
    def test_segments_that_overtake_one_another_lose_none(self):
        with RoughNetwork(3, reorder=0.3, repeat=0.1, drop=0) as rough:
            server = inside(rough.server, lambda: Statements(together=True, address="10.99.0.2"))
            with server, Kernel(ring=1 << 24, port=server.port, namespaces=(rough.client, rough.server)) as kernel:
                kernel.command("set stream_capture 200")
                with inside(rough.client, lambda: Client(server, "10.99.0.2")) as client:
                    # In turns what comes before the first segment of a batch is read up to 4 KiB only, and what comes with the end of a
                    # handshake is not looked through.
                    for first, last in ((0, 20), (20, 40), *((at, at + 200) for at in range(40, 4040, 200))):
                        client.socket.sendall(b"".join(statement(i, i % 90) for i in range(first, last)))
                        client.read((last - first) * len(server.OK))
                time.sleep(0.2)
                kernel.settled()
                cookie, = kernel.end(SERVER)
                self.assertGreater(rough.reordered, 20)
                self.assertEqual(4040, told(stream(kernel, cookie, 0)))
                self.assertEqual(4040, stream(kernel, cookie, 1).count(server.OK))

    def test_of_long_statements_those_that_are_not_told_are_counted(self):
        chance = random.Random(5)
        for size, cut in ((9000, None), (20000, None), (30000, lambda: chance.randint(1000, 60000))):
            seen, unread, served, answers = self.batch(lambda i: size, count=60, cut=cut)
            self.assertLess(seen, served)
            self.assertEqual(served, seen + unread)
            self.assertEqual(served, answers)

    def test_blobs_between_short_statements_lose_none_that_is_not_counted(self):
        chance = random.Random(6)
        seen, unread, served, _ = self.batch(
            lambda i: 200000 if i % 50 == 25 else 50, count=300, cut=lambda: chance.randint(1, 60000))
        self.assertEqual(served, seen + unread)
        self.assertGreater(seen, served * 9 // 10)

    def test_what_passed_of_a_long_request_before_its_connection_came_in_chunks_is_told(self):
        long = command(b"\x18" + b"x" * 30000)
        with Statements() as server, Kernel(ring=1 << 24, port=server.port) as kernel, Client(server) as client:
            for data in statement(0), statement(1), long, statement(2):
                client.socket.sendall(data)
                if data is not long:
                    client.read(len(server.OK))
                else:
                    time.sleep(0.05)
            kernel.settled()
            cookie, = kernel.end(SERVER)
            first, second = [r for r in kernel.records if r.get("cookie") == cookie and r["kind"] == CHUNK
                             and r["direction"] == 0 and r["streamed"]][:2]
            self.assertEqual(long[:16].hex(), first["bytes"][:32])
            self.assertEqual(len(long), first["segment_bytes"])
            self.assertEqual(first["sequence"] + len(long) & 0xffffffff, second["sequence"])
            self.assertEqual(statement(2).hex(), second["bytes"])

    def test_a_statement_behind_the_data_that_was_sent_ahead_of_it_is_one_call_with_that(self):
        def ahead(size):
            return command(b"\x18" + b"x" * size)

        execute = command(b"\x17" + bytes(9))
        calls = [ahead(9000) + execute, ahead(10) + ahead(9000) + execute, ahead(9000) + ahead(20000) + execute]
        with Statements() as server, Kernel(ring=1 << 24, port=server.port) as kernel, Client(server) as client:
            kernel.command("set stream_capture 4096")
            for data in (ahead(10), execute, *calls * 4):
                client.socket.sendall(data)
                if execute in data:
                    client.read(len(server.OK))
            client.socket.sendall(statement(0, 9000) + statement(1))
            client.read(2 * len(server.OK))
            kernel.settled()
            self.assertEqual(15, server.served)
            self.assertEqual(1, kernel.unread(SERVER))

    def test_what_little_is_read_while_the_agent_sheds_leaves_the_rest_counted(self):
        seen, unread, served, _ = self.batch(lambda i: 600, limit=128)
        self.assertLess(seen, served)
        self.assertEqual(served, seen + unread)

    def test_what_a_full_ring_takes_is_counted(self):
        seen, unread, served, _ = self.batch(lambda i: 60, ring=1 << 14)
        self.assertGreater(unread, 0)
        self.assertEqual(served, seen + unread)


if __name__ == "__main__":
    unittest.main()
