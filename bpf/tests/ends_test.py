"""Both directions of a connection that end at the same moment, on two CPUs, are counted as one."""

import multiprocessing
import os
import random
import socket
import unittest

from kernel import Kernel, CLIENT, SERVER, SKIPPED

REQUEST = b"GET /x HTTP/1.1\r\n\r\n"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def answer(listener, cpu):
    os.sched_setaffinity(0, {cpu})
    while True:
        connection, _ = listener.accept()
        with connection:
            while connection.recv(1000):
                connection.send(RESPONSE)


@unittest.skipUnless(len(os.sched_getaffinity(0)) > 1, "takes two CPUs")
class EndsTest(unittest.TestCase):
    def setUp(self):
        self.cpus = os.sched_getaffinity(0)
        first, second = sorted(self.cpus)[:2]
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.server = multiprocessing.get_context("fork").Process(target=answer, args=(self.listener, second), daemon=True)
        self.server.start()
        os.sched_setaffinity(0, {first})

    def tearDown(self):
        os.sched_setaffinity(0, self.cpus)
        self.server.kill()
        self.server.join()
        self.listener.close()

    def test_requests_that_a_client_sends_as_it_hangs_up_are_counted_once(self):
        chance, sent = random.Random(7), 0
        address = self.listener.getsockname()
        with Kernel(ring=1 << 22, manual=True, port=address[1]) as kernel:
            kernel.command("set sample_mask 15")
            for number in range(2000):
                with socket.create_connection(address) as client:
                    for _ in range(number % 3 + 1):
                        client.send(REQUEST)
                        client.recv(1000)
                    client.send(REQUEST)
                    sent += number % 3 + 2
                    for _ in range(chance.randrange(300)):
                        pass  # for some time around that of the answer
                    client.shutdown(socket.SHUT_WR)
                    while client.recv(1000):
                        pass
            kernel.settled()
            counted = {role: len(kernel.exchanges(role)) + kernel.sampled_away(role) for role in (SERVER, CLIENT)}
            self.assertEqual({SERVER: sent, CLIENT: sent}, counted)
            self.assertEqual(kernel.losses()[SKIPPED], kernel.sampled_away(SERVER) + kernel.sampled_away(CLIENT))


if __name__ == "__main__":
    unittest.main()
