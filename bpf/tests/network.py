"""Two network namespaces joined by a forwarder in user space that reorders, repeats and drops segments."""

import contextlib
import ctypes
import fcntl
import os
import random
import select
import struct
import subprocess
import threading
import time

LIBC = ctypes.CDLL(None, use_errno=True)
TUNSETIFF, IFF_TUN, IFF_NO_PI, CLONE_NEWNET = 0x400454CA, 1, 0x1000, 0x40000000


def enter(namespace):
    """Moves the calling thread only."""
    with open(f"/var/run/netns/{namespace}") as file:
        if LIBC.setns(file.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns")


def inside(namespace, function):
    """Runs the function in a thread of that namespace and returns what it returns."""
    result = []

    def run():
        enter(namespace)
        result.append(function())
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return result[0]


def tun():
    device = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", b"t0", IFF_TUN | IFF_NO_PI))
    return device


class RoughNetwork:
    def __init__(self, seed, reorder=0.1, repeat=0.05, drop=0.02):
        self.random = random.Random(seed)
        self.reorder, self.repeat, self.drop = reorder, repeat, drop
        self.client, self.server = f"sonde-a-{os.getpid()}", f"sonde-b-{os.getpid()}"
        self.reordered = self.repeated = self.dropped = 0
        self.running = True

    def __enter__(self):
        self.devices = []
        for namespace, address in ((self.client, "10.99.0.1"), (self.server, "10.99.0.2")):
            subprocess.run(["ip", "netns", "add", namespace], check=True)
            self.devices.append(inside(namespace, tun))
            for command in (f"addr add {address}/24 dev t0", "link set t0 up", "link set lo up"):
                subprocess.run(["ip", "-n", namespace] + command.split(), check=True)
        self.thread = threading.Thread(target=self.forward)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.running = False
        self.thread.join()
        for device in self.devices:
            os.close(device)
        for namespace in (self.client, self.server):
            subprocess.run(["ip", "netns", "del", namespace], check=True)

    def forward(self):
        # A packet is received on the CPU that writes it; what steers packets to CPUs (RSS) keeps those of a connection on one.
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        other = {self.devices[0]: self.devices[1], self.devices[1]: self.devices[0]}
        held = {device: [] for device in self.devices}
        while self.running:
            ready, _, _ = select.select(self.devices, [], [], 0.005)
            for device in ready:
                packet = os.read(device, 65536)
                chance = self.random.random()
                if chance < self.drop:
                    self.dropped += 1
                    continue
                if chance < self.drop + self.reorder:
                    self.reordered += 1
                    held[device].append(packet)
                    continue
                self.send(other[device], packet)
                if chance > 1 - self.repeat:
                    self.repeated += 1
                    self.send(other[device], packet)
                self.release(other[device], held[device])
            for device in self.devices:
                if device not in ready:
                    self.release(other[device], held[device])

    def release(self, device, held):
        self.random.shuffle(held)
        while held:
            self.send(device, held.pop())

    @staticmethod
    def send(device, packet):
        with contextlib.suppress(OSError):
            os.write(device, packet)
