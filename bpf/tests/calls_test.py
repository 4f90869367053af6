"""Turns that are no calls are counted as none, whether they are sampled away or refused by a full ring: MySQL has some."""

import socket
import threading
import time
import unittest

from kernel import Kernel, LOST_EXCHANGE, LOST_OTHER, SERVER

NOTHING = 4294967295
QUIT, QUERY, PREPARE, EXECUTE, LONG_DATA, CLOSE = 0x01, 0x03, 0x16, 0x17, 0x18, 0x19
OK = b"\0\0\0\x02\0\0\0"


def packet(number, payload):
    return len(payload).to_bytes(3, "little") + bytes([number]) + payload


def command(code, rest=b""):
    return packet(0, bytes([code]) + rest)


class Login:
    """A server that greets, asks for as many steps of a login as it is told, and answers what has an answer."""

    def __init__(self, steps=1):
        self.steps = steps
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection, connection.makefile("rb") as asked:
            connection.sendall(packet(0, b"\x0a11.4\0" + bytes(60)))
            steps = 0
            while head := asked.read(4):
                body = asked.read(int.from_bytes(head[:3], "little"))
                if head[3]:
                    steps += 1
                    more = packet(head[3] + 1, b"\xfeanother_plugin\0")
                    connection.sendall(more if steps < self.steps else packet(head[3] + 1, OK))
                elif body[0] not in (QUIT, LONG_DATA, CLOSE):
                    connection.sendall(packet(1, OK))


class Client:
    def __init__(self, server):
        self.socket = socket.create_connection(("127.0.0.1", server.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.read()
        for step in range(server.steps):
            self.say(packet(1 + 2 * step, bytes(80)))
            self.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.say(command(QUIT))
        self.socket.close()

    def say(self, data):
        self.socket.sendall(data)

    def read(self):
        head = self.socket.recv(4, socket.MSG_WAITALL)
        self.socket.recv(int.from_bytes(head[:3], "little"), socket.MSG_WAITALL)

    def ask(self, data):
        self.say(data)
        self.read()


class CallsTest(unittest.TestCase):
    def counted(self, work, steps=1, mask=NOTHING):
        with Login(steps) as server, Kernel(port=server.port) as kernel:
            kernel.command(f"set sample_mask {mask}")
            work(server)
            time.sleep(0.1)
            kernel.settled()
            self.assertEqual(0, kernel.losses()[LOST_EXCHANGE])
            return kernel.sampled_away(SERVER)

    def test_a_greeting_and_a_goodbye_are_no_calls(self):
        def work(server):
            for i in range(20):
                with Client(server) as client:
                    client.ask(command(QUERY, b"SELECT 1"))
        self.assertEqual(20 * 2, self.counted(work))

    def test_a_login_of_several_steps_is_one_call(self):
        def work(server):
            for i in range(20):
                with Client(server):
                    pass
        self.assertEqual(20, self.counted(work, steps=3))

    def test_a_command_without_an_answer_is_none_and_hides_none(self):
        def work(server):
            with Client(server) as client:
                for i in range(50):
                    client.ask(command(PREPARE, b"SELECT ?"))
                    client.say(command(LONG_DATA, bytes(10 * (1 + i % 3))))
                    client.ask(command(EXECUTE, bytes(20)))
                    client.say(command(CLOSE, bytes(4)))
        self.assertEqual(1 + 2 * 50, self.counted(work))

    def test_a_piece_of_what_has_no_answer_begins_the_turn_of_what_follows(self):
        def work(server):
            with Client(server) as client:
                for i in range(10):
                    data = command(LONG_DATA, bytes(3000))
                    client.say(data[:2000])
                    time.sleep(0.01)
                    client.say(data[2000:])
                    client.ask(command(EXECUTE, bytes(20)))
                    client.ask(command(CLOSE, bytes(4)) + command(QUERY, b"SELECT 1"))
        self.assertEqual(1 + 2 * 10, self.counted(work))

    def test_what_a_full_ring_refuses_is_counted_by_its_calls(self):
        with Login(steps=2) as server, Kernel(ring=4096, manual=True, port=server.port) as kernel:
            for i in range(40):
                with Client(server) as client:
                    client.ask(command(QUERY, b"SELECT 1"))
            time.sleep(0.1)
            kernel.settled()
            losses = kernel.losses()
            asked = [bytes.fromhex(r["request"]) for r in kernel.exchanges(SERVER)]
            calls = [request for request in asked if request[3:4] == b"\1" or request[3:5] == bytes([0, QUERY])]
            self.assertEqual(40 * 2, len(calls) + losses[LOST_EXCHANGE])
            self.assertGreater(losses[LOST_OTHER], 0)


if __name__ == "__main__":
    unittest.main()
