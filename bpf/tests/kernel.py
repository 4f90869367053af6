"""The programs under test, loaded for real, and servers and clients with exact books."""

import contextlib
import json
import os
import socket
import subprocess
import threading
import time

OBJECTS = os.environ["SONDE_BPF_OBJECTS"]
LOADER = os.environ["SONDE_BPF_LOADER"]
# Which programs see the exchanges: those at the sockets of the cgroups, or those at the devices (`tc`).
FORM = os.environ.get("SONDE_BPF_FORM", "cgroup")

SOCKET, EXCHANGE, CHUNK, SETTLE, OPEN, CLOSE, OWNER, WAITING = range(1, 9)
CLIENT, SERVER = 1, 2
REQUEST_HOLE, RESPONSE_HOLE, OVERLAP, NO_REQUEST, NO_RESPONSE, PEER = 1, 2, 4, 8, 16, 32
LOST_EXCHANGE, LOST_CHUNK, LOST_OTHER, NO_STORAGE, OUT_OF_ORDER, SKIPPED, LOST_PEER = range(7)


def cgroup_mount():
    with open("/proc/mounts") as mounts:
        return next(line.split()[1] for line in mounts if line.split()[2] == "cgroup2")


class Kernel:
    """The loader as a context manager; `records` are all that were printed so far, `walked` what the verifier walked through (0: not told)."""

    def __init__(self, kind="exchanges", ring=1 << 20, manual=False, port=None, program=None, namespaces=()):
        # The port is there before the programs are: other traffic of the machine is never met.
        environment = dict(os.environ, **({"LOADER_MANUAL": "1"} if manual else {}), **({"LOADER_PORT": str(port)} if port else {}))
        where = "-"
        if kind == "exchanges":
            where = ":".join(("tc", *namespaces)) if FORM == "tc" else cgroup_mount()
            program = program or ("exchanges_tc" if FORM == "tc" else None)
        self.process = subprocess.Popen(
            [LOADER, kind, f"{OBJECTS}/{program or kind}.bpf.o", str(ring), where],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.records = []
        self.generation = 1
        ready = self.process.stdout.readline()
        if "ready" not in ready:
            raise RuntimeError("the loader did not start")
        self.walked = json.loads(ready)["walked"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.wait(10)
        self.process.stdout.close()

    def command(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = None
        while True:
            record = json.loads(self.process.stdout.readline())
            if "done" in record:
                return answer
            if "losses" in record:
                answer = record["losses"]
            else:
                self.records.append(record)

    def changed(self):
        self.generation += 1
        self.command(f"set generation {self.generation}")

    def watch(self, port, flags=1):
        self.command(f"port {port} {flags}")
        self.command("set filter_ports 1")
        self.changed()

    def settled(self):
        """Everything that was seen, with all exchanges settled."""
        time.sleep(0.05)
        self.command("settle")
        # A record that another CPU has reserved and not sent yet holds back those behind it.
        time.sleep(0.15)
        self.command("drain")
        return self.records

    def losses(self):
        return self.command("losses")

    def of(self, kind, cookie=None):
        return [r for r in self.records if r.get("kind") == kind and cookie in (None, r["cookie"])]

    def end(self, role):
        """Cookies of the sockets with this role."""
        return [r["cookie"] for r in self.of(SOCKET) if r["role"] == role]

    def exchanges(self, role):
        cookies = self.end(role)
        return [r for r in self.of(EXCHANGE) if r["cookie"] in cookies]

    def sampled_away(self, role):
        """Exchanges that were counted and not sent: of each socket the largest number that it told."""
        told = dict.fromkeys(self.end(role), 0)
        for r in self.records:
            if r.get("kind") in (EXCHANGE, SETTLE) and r["cookie"] in told:
                told[r["cookie"]] = max(told[r["cookie"]], r["skipped"])
        return sum(told.values())

    def unread(self, role):
        """Requests of sockets that are sent in chunks of which no chunk tells."""
        told = dict.fromkeys(self.end(role), 0)
        for r in self.of(SETTLE):
            if r["cookie"] in told:
                told[r["cookie"]] = max(told[r["cookie"]], r["unread"])
        return sum(told.values())

    def settlements(self, role):
        """Response bytes by request sequence: the latest word counts."""
        cookies = self.end(role)
        found = {}
        for r in self.records:
            if r.get("kind") in (EXCHANGE, SETTLE) and r["cookie"] in cookies and r["settled_bytes"]:
                found[r["cookie"], r["settled"]] = r["settled_bytes"]
        return found


class Echo:
    """Answers `GET /ID …` with a response that names ID, and counts; `early` before its body is there, and none before `patience` requests
    are there. One thread a connection."""

    def __init__(self, family=socket.AF_INET, address="127.0.0.1", body=b"", options=(), first=b"", prefix=b"HTTP/1.1 200 OK\r\n",
                 together=False, patience=1):
        self.listener = socket.socket(family, socket.SOCK_STREAM)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            self.listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        for option in options:
            self.listener.setsockopt(*option)
        self.listener.bind((address, 0))
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        self.body, self.first, self.prefix, self.together, self.patience = body, first, prefix, together, patience
        self.served = 0
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection, contextlib.suppress(OSError):
            if self.first:
                connection.sendall(self.first)
            data = answers = b""
            due = 0
            while True:
                if answers and (not self.together or b"\r\n\r\n" not in data):
                    connection.sendall(answers)
                    answers = b""
                while data.count(b"\r\n\r\n") < (1 if due else self.patience):
                    more = connection.recv(65536)
                    if not more:
                        return
                    data += more
                due = (due or self.patience) - 1
                head, data = data.split(b"\r\n\r\n", 1)
                length = next((int(h[16:]) for h in head.split(b"\r\n") if h.startswith(b"Content-Length: ")), 0)
                name = head.split(b" ")[1][1:]
                answers += self.response(name)
                if name == b"early":
                    connection.sendall(answers)
                    answers = b""
                while len(data) < length:
                    data += connection.recv(65536)
                data = data[length:]
                with self.lock:
                    self.served += 1
                if b"Connection: close" in head:
                    connection.sendall(answers)
                    return

    def response(self, name):
        return self.prefix + b"Id: %s\r\nContent-Length: %d\r\n\r\n" % (name, len(self.body)) + self.body

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()


class Client:
    def __init__(self, server, address="127.0.0.1"):
        self.server = server
        self.socket = socket.create_connection((address, server.port))

    def ask(self, name, headers=b"", body=b""):
        if body:
            headers += b"Content-Length: %d\r\n" % len(body)
        self.socket.sendall(b"GET /%s HTTP/1.1\r\n%s\r\n" % (name, headers) + body)
        return self.read(len(self.server.response(name)))

    def read(self, wanted):
        data = b""
        while len(data) < wanted:
            more = self.socket.recv(65536)
            if not more:
                break
            data += more
        return data

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def names(exchange):
    """The ids in the request and in the response of a record."""
    request, response = bytes.fromhex(exchange["request"]), bytes.fromhex(exchange["response"])
    asked = request.split(b" ")[1][1:] if request.startswith(b"GET /") else None
    answered = response.split(b"Id: ")[1].split(b"\r\n")[0] if b"Id: " in response else None
    return asked, answered
