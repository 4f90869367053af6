"""What is watched: by port, process and cgroup, decided anew when the agent says so, also under traffic."""

import os
import subprocess
import sys
import tempfile
import threading
import unittest

from kernel import Client, Echo, Kernel, cgroup_mount, CLIENT, EXCHANGE, SERVER, SOCKET, names

# A client of its own process: connects to argv[1] and asks for each line of its input.
CLIENT_PROCESS = """
import socket, sys
connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
for line in sys.stdin:
    connection.sendall(b"GET /%s HTTP/1.1\\r\\n\\r\\n" % line.strip().encode())
    connection.recv(10000)
    print("answered", flush=True)
"""


class FiltersTest(unittest.TestCase):
    def asked(self, kernel, cookie):
        return [names(r)[0] for r in kernel.of(EXCHANGE, cookie)]

    def test_only_sockets_of_a_watched_process_are_seen_once_their_owner_is_known(self):
        with Echo() as server, Kernel(port=server.port) as kernel, Client(server) as one, Client(server) as two:
            one.ask(b"1")
            two.ask(b"2")
            kernel.settled()
            cookies = {names(r)[0]: r["cookie"] for r in kernel.exchanges(SERVER)}
            kernel.command(f"owner {cookies[b'1']} 111")
            kernel.command(f"owner {cookies[b'2']} 222")
            kernel.command("tgid 111")
            kernel.command("set filter_tgids 1")
            kernel.changed()
            one.ask(b"3")
            two.ask(b"4")
            with Client(server) as unknown:
                unknown.ask(b"5")
            kernel.settled()
            self.assertEqual([b"1", b"3"], self.asked(kernel, cookies[b"1"]))
            self.assertEqual([b"2"], self.asked(kernel, cookies[b"2"]))
            self.assertEqual([b"1", b"2", b"3", b"5"], sorted(names(r)[0] for r in kernel.exchanges(SERVER)))
            kernel.command("tgid 222")
            kernel.changed()
            two.ask(b"6")
            kernel.settled()
            self.assertEqual([b"2", b"6"], self.asked(kernel, cookies[b"2"]))

    def test_only_sockets_of_a_watched_cgroup_and_below_are_seen(self):
        outer = tempfile.mkdtemp(prefix="sonde-test-", dir=cgroup_mount())
        inner = outer + "/inner"
        os.mkdir(inner)
        try:
            with Echo() as server, Kernel(port=server.port) as kernel:
                kernel.command(f"cgroup {os.stat(outer).st_ino}")
                kernel.command("set filter_cgroups 1")
                kernel.changed()
                for place in (outer, inner, None):
                    self.ask_from(place, server)
                kernel.settled()
                sockets = kernel.of(SOCKET)
                self.assertEqual([os.stat(outer).st_ino, os.stat(inner).st_ino], [r["cgroup"] for r in sockets])
                self.assertEqual([CLIENT] * 2, [r["role"] for r in sockets])
                # The server is not watched: the clients carry the payload.
                self.assertEqual([(b"1", b"1")] * 2, [names(r) for r in kernel.exchanges(CLIENT)])
        finally:
            os.rmdir(inner)
            os.rmdir(outer)

    @staticmethod
    def ask_from(cgroup, server):
        def enter():
            if cgroup:
                with open(cgroup + "/cgroup.procs", "w") as procs:
                    procs.write(str(os.getpid()))
        subprocess.run([sys.executable, "-c", CLIENT_PROCESS, str(server.port)], input=b"1\n", preexec_fn=enter, check=True,
                       stdout=subprocess.DEVNULL)

    def test_nothing_is_lost_while_filters_change_under_traffic(self):
        with Echo() as server, Kernel(ring=1 << 22, port=server.port) as kernel:
            def work(number):
                with Client(server) as client:
                    for i in range(300):
                        client.ask(b"%d-%d" % (number, i))

            threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
            for thread in threads:
                thread.start()
            for _ in range(100):
                kernel.changed()
            for thread in threads:
                thread.join()
            kernel.settled()
            for role in (SERVER, CLIENT):
                self.assertEqual(1200, len(kernel.exchanges(role)))
                self.assertEqual(1200, len(kernel.settlements(role)))
            self.assertEqual([0] * 7, kernel.losses())
            for exchange in kernel.exchanges(SERVER):
                self.assertEqual(*names(exchange))

    def test_a_socket_that_is_watched_again_pairs_its_exchanges_rightly(self):
        with Echo() as server, Kernel(port=server.port) as kernel, Client(server) as client:
            for round in range(20):
                client.ask(b"seen-%d" % round)
                kernel.command(f"set own_port {server.port}")
                kernel.changed()
                client.ask(b"unseen-%d" % round)
                kernel.command("set own_port 0")
                kernel.changed()
            kernel.settled()
            self.assertEqual([(b"seen-%d" % i,) * 2 for i in range(20)], [names(r) for r in kernel.exchanges(SERVER)])


if __name__ == "__main__":
    unittest.main()
