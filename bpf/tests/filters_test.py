"""What is watched: by port, process and cgroup, decided anew when the agent says so, also under traffic."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

from kernel import Client, Echo, Kernel, cgroup_mount, CLIENT, OWNER, SERVER, SOCKET, names

# A client of its own process: connects to argv[1] and asks for each line of its input.
CLIENT_PROCESS = """
import socket, sys
connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
for line in sys.stdin:
    connection.sendall(b"GET /%s HTTP/1.1\\r\\n\\r\\n" % line.strip().encode())
    connection.recv(10000)
    print("answered", flush=True)
"""

# The same for a shell, once: asks for argv[2].
BASH_CLIENT = """
exec 3<>/dev/tcp/127.0.0.1/$1
printf 'GET /%s HTTP/1.1\\r\\n\\r\\n' "$2" >&3
read -r line <&3
"""
BY_TGID, BY_NAME, BY_CONTAINER = 1, 2, 4
IN = 1


class Cgroups:
    """Cgroups below one of their own, removed at the end."""

    def __enter__(self):
        self.root = tempfile.mkdtemp(prefix="sonde-test-", dir=cgroup_mount())
        return self

    def make(self, path):
        os.makedirs(f"{self.root}/{path}")
        return f"{self.root}/{path}"

    def __exit__(self, *_):
        for folder, _, _ in os.walk(self.root, topdown=False):
            os.rmdir(folder)


class FiltersTest(unittest.TestCase):
    def narrow(self, kernel, filters):
        kernel.command(f"set filter_owners {filters}")
        kernel.command(f"set owners_generation {kernel.generation + 1}")
        kernel.changed()

    def answered(self, kernel):
        return sorted(names(r)[1] for r in kernel.exchanges(SERVER))

    def test_only_connections_of_a_watched_process_are_seen_whichever_end_it_is(self):
        with Echo() as server, Kernel(port=server.port) as kernel:
            mine, other = self.process(server), self.process(server)
            kernel.command(f"tgid {mine.pid}")
            self.narrow(kernel, BY_TGID)
            for i in range(3):
                self.ask(mine, b"mine-%d" % i)
                self.ask(other, b"other-%d" % i)
            self.end(mine, other)
            kernel.settled()
            self.assertEqual([b"mine-0", b"mine-1", b"mine-2"], self.answered(kernel))
            self.assertEqual(3, len(kernel.exchanges(CLIENT)))
            owners = {r["cookie"]: r for r in kernel.of(OWNER)}
            self.assertEqual([(mine.pid, IN)], [self.owner(owners[c]) for c in kernel.end(CLIENT) if c in owners])
            self.assertEqual([(os.getpid(), IN)], [self.owner(owners[c]) for c in kernel.end(SERVER) if c in owners])
            kernel.records.clear()
            kernel.command(f"forget tgids {mine.pid}")
            kernel.command(f"tgid {os.getpid()}")
            self.narrow(kernel, BY_TGID)
            with Client(server) as client:
                client.ask(b"both")
            third = self.process(server)
            self.ask(third, b"by the server")
            self.end(third)
            kernel.settled()
            self.assertEqual([b"both", b"by-the-server"], self.answered(kernel))
            self.assertEqual(2, len(kernel.exchanges(CLIENT)))

    @staticmethod
    def owner(record):
        return record["tgid"], record["scope"]

    def test_a_process_is_found_by_its_executable_and_by_what_it_calls_itself(self):
        with Echo() as server, Kernel(port=server.port) as kernel, tempfile.TemporaryDirectory() as folder:
            named = folder + "/sonde-test-a-name-of-more-than-fifteen"
            shutil.copy(os.path.realpath("/bin/bash"), named)
            script = folder + "/sonde-script"
            with open(script, "w") as file:
                file.write("#!/bin/bash\n" + BASH_CLIENT)
            os.chmod(script, 0o755)
            kernel.command(f"executable {os.path.basename(named)}")
            kernel.command("executable sonde-script")
            self.narrow(kernel, BY_NAME)
            for command in ([named, "-c", BASH_CLIENT, named], [script], ["bash", "-c", BASH_CLIENT, "bash"]):
                # The name that a record has is that of the executable: of a script its interpreter.
                subprocess.run(command + [str(server.port), os.path.basename(command[0])], check=True)
            kernel.settled()
            self.assertEqual([b"sonde-script", os.path.basename(named).encode()], self.answered(kernel))
            self.assertEqual({"bash", os.path.basename(named)},
                             {r["name"] for r in kernel.of(OWNER) if r["tgid"] != os.getpid()})

    def test_a_container_is_found_by_the_beginning_of_its_id_in_the_names_of_cgroups_at_any_depth(self):
        identity, stranger = "4f5e7b1c9a8d3e2f" * 4, "4f5e7b1c9a8d3e20" * 4
        forms = {"docker": f"docker-{identity}.scope", "kubernetes": f"cri-containerd-{identity}.scope", "v1": identity,
                 "podman": f"libpod-{identity}.scope/payload/inner", "monitor": f"libpod-conmon-{identity}.scope",
                 "another": f"docker-{stranger}.scope", "longer": f"x{identity}"}
        with Echo() as server, Kernel(port=server.port) as kernel, Cgroups() as cgroups:
            kernel.command(f"container {identity[:16]}")
            self.narrow(kernel, BY_CONTAINER)
            for number, (form, path) in enumerate(forms.items()):
                self.ask_from(cgroups.make(f"{number}/{path}"), server, form.encode())
            self.ask_from(None, server, b"none")
            kernel.settled()
            self.assertEqual([b"docker", b"kubernetes", b"podman", b"v1"], self.answered(kernel))

    def process(self, server):
        return subprocess.Popen([sys.executable, "-c", CLIENT_PROCESS, str(server.port)], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE)

    @staticmethod
    def ask(process, name):
        process.stdin.write(name.replace(b" ", b"-") + b"\n")
        process.stdin.flush()
        process.stdout.readline()

    @staticmethod
    def end(*processes):
        for process in processes:
            process.communicate()

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
    def ask_from(cgroup, server, name=b"1"):
        def enter():
            if cgroup:
                with open(cgroup + "/cgroup.procs", "w") as procs:
                    procs.write(str(os.getpid()))
        subprocess.run([sys.executable, "-c", CLIENT_PROCESS, str(server.port)], input=name + b"\n", preexec_fn=enter, check=True,
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
