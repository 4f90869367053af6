"""Connections of real sockets: opened, closed, listed, owned."""

import os
import socket
import time
import unittest

from kernel import Client, Echo, Kernel, CLIENT, CLOSE, OPEN, SERVER


def started():
    """When this process began, in clock ticks since boot."""
    with open("/proc/self/stat") as stat:
        return int(stat.read().rsplit(")", 1)[1].split()[19])


class ConnectionsTest(unittest.TestCase):
    def mine(self, kernel, kind, port):
        return [r for r in kernel.records if r.get("kind") == kind and port in (r["local_port"], r["remote_port"])]

    def rows(self, kernel, row, port):
        return [r for r in kernel.records if r.get("row") == row and port in (r["local_port"], r["remote_port"])]

    def test_both_ends_of_a_connection_are_told_with_their_roles_and_the_owner_of_the_one_that_connects(self):
        for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
            with Echo(family, address) as server, Kernel("connections") as kernel:
                with Client(server, address) as client:
                    client.ask(b"1")
                time.sleep(0.4)
                kernel.command("drain")
                opened = {r["role"]: r for r in self.mine(kernel, OPEN, server.port)}
                self.assertEqual({CLIENT, SERVER}, set(opened))
                self.assertEqual(os.getpid(), opened[CLIENT]["tgid"])
                self.assertEqual(os.path.basename(os.readlink("/proc/self/exe")), opened[CLIENT]["name"])
                self.assertEqual(started(), opened[CLIENT]["started"] // (1_000_000_000 // os.sysconf("SC_CLK_TCK")))
                self.assertEqual(0, opened[SERVER]["tgid"])
                self.assertEqual(server.port, opened[SERVER]["local_port"])
                closed = {r["role"]: r for r in self.mine(kernel, CLOSE, server.port)}
                request = len(b"GET /1 HTTP/1.1\r\n\r\n")
                self.assertEqual(request, closed[CLIENT]["sent"])
                self.assertEqual(len(server.response(b"1")), closed[SERVER]["sent"])
                # The kernel counts a FIN that came as a byte; which end closes first is not the same every time.
                self.assertIn(closed[CLIENT]["received"] - closed[SERVER]["sent"], (0, 1))
                self.assertEqual(opened[CLIENT]["time"], closed[CLIENT]["opened"])
                self.assertEqual((0, 0), (closed[CLIENT]["retransmits"], kernel.losses()[2]))

    def test_live_connections_and_listeners_are_listed_with_their_owners(self):
        with Echo() as server, Client(server) as client:
            client.ask(b"1")
            with Kernel("connections") as kernel:
                kernel.command("iterate list_connections")
                kernel.command("iterate list_owners")
            connections = self.rows(kernel, "tcp", server.port)
            self.assertEqual({1, 10}, {r["state"] for r in connections})
            asked, answered = len(b"GET /1 HTTP/1.1\r\n\r\n"), len(server.response(b"1"))
            self.assertEqual({(asked, answered), (answered, asked), (0, 0)}, {(r["sent"], r["received"]) for r in connections})
            owned = self.rows(kernel, "owner", server.port)
            self.assertEqual({(os.getpid(), os.path.basename(os.readlink("/proc/self/exe")))},
                             {(r["tgid"], r["name"]) for r in owned})
            self.assertEqual({os.fstat(client.socket.fileno()).st_ino},
                             {r["inode"] for r in owned if r["fd"] == client.socket.fileno()})
            self.assertEqual(3, len(owned))

    def test_the_own_port_is_not_told(self):
        with Echo() as server, Kernel("connections") as kernel:
            kernel.command(f"set own_port {server.port}")
            with Client(server) as client:
                client.ask(b"1")
            time.sleep(0.1)
            kernel.command("drain")
            self.assertEqual([], self.mine(kernel, OPEN, server.port) + self.mine(kernel, CLOSE, server.port))

    def test_the_own_port_is_anybodys_in_another_namespace(self):
        with Echo() as server, Kernel("connections") as kernel:
            kernel.command(f"set own_netns {os.stat('/proc/self/ns/net').st_ino + 1}")
            kernel.command(f"set own_port {server.port}")
            with Client(server) as client:
                client.ask(b"1")
            time.sleep(0.1)
            kernel.command("drain")
            self.assertEqual(2, len(self.mine(kernel, OPEN, server.port)))


if __name__ == "__main__":
    unittest.main()
