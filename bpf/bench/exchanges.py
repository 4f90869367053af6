#!/usr/bin/env python3
"""What the exchanges probe adds to nginx and wrk on this machine: CPU per request and throughput, as a table.

    bench/exchanges.py OBJECT_DIRECTORY LOADER [--rounds 7] [--seconds 2.5]

OBJECT_DIRECTORY and LOADER are target/classes/dev/sonde/bpf and target/loader after a build with tests. Every window of a
variant is compared with the mean of the windows without a probe around it; the order of the variants is shuffled in each
round. nginx runs on cpu 0 and wrk on cpu 1. Needs root, nginx, wrk, and a cgroup-v2 mount.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import tempfile
import time

TICK = os.sysconf("SC_CLK_TCK")
PORT = 18488


def cgroup_mount():
    with open("/proc/mounts") as mounts:
        return next(line.split()[1] for line in mounts if line.split()[2] == "cgroup2")


def place(cgroup, cpu):
    def before_exec():
        os.makedirs(cgroup, exist_ok=True)
        with open(cgroup + "/cgroup.procs", "w") as procs:
            procs.write(str(os.getpid()))
        os.sched_setaffinity(0, {cpu})
    return before_exec


def cpu_of(pid):
    """In seconds, with schedstat's nanoseconds where the kernel has them."""
    with open(f"/proc/{pid}/schedstat") as stat:
        return int(stat.read().split()[0]) / 1e9


class Bench:
    def __init__(self, arguments, work):
        self.arguments = arguments
        self.root = cgroup_mount()
        self.server_group = self.root + "/system/nginx-bench-sonde"
        self.client_group = self.root + "/bench-client-sonde"
        with open(work + "/1k.txt", "w") as page:
            page.write("a" * 1024)
        os.chmod(work, 0o755)
        with open(work + "/nginx.conf", "w") as conf:
            conf.write(f"""daemon off; master_process off; pid {work}/pid; error_log {work}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  client_body_temp_path {work}/b; proxy_temp_path {work}/p; fastcgi_temp_path {work}/f; uwsgi_temp_path {work}/u;
  scgi_temp_path {work}/s; server {{ listen 127.0.0.1:{PORT}; root {work}; default_type text/plain; }} }}
""")
        self.nginx = subprocess.Popen(["nginx", "-c", work + "/nginx.conf"], preexec_fn=place(self.server_group, 0),
                                      stderr=subprocess.DEVNULL)
        time.sleep(1)

    def window(self):
        """(requests a second, nginx ns a request, wrk ns a request)"""
        before = cpu_of(self.nginx.pid)
        wrk = subprocess.Popen(["wrk", "-t1", "-c16", f"-d{self.arguments.seconds}s", f"http://127.0.0.1:{PORT}/1k.txt"],
                               stdout=subprocess.PIPE, text=True, preexec_fn=place(self.client_group, 1))
        text = wrk.stdout.read()
        _, _, usage = os.wait4(wrk.pid, 0)
        wrk.returncode = 0
        requests = int(re.search(r"(\d+) requests in", text)[1])
        return (float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), (cpu_of(self.nginx.pid) - before) / requests * 1e9,
                (usage.ru_utime + usage.ru_stime) / requests * 1e9)

    def variant(self, cgroup, commands):
        loader = subprocess.Popen([self.arguments.loader, "exchanges", self.arguments.objects + "/exchanges.bpf.o",
                                   str(1 << 24), cgroup], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True, env=dict(os.environ, LOADER_BENCH="1"))
        loader.stdout.readline()
        for command in commands:
            loader.stdin.write(command + "\n")
        loader.stdin.flush()
        time.sleep(0.3)
        try:
            return self.window()
        finally:
            loader.stdin.write("losses\n")
            loader.stdin.close()
            loader.stdout.read()
            loader.wait()
            loader.stdout.close()

    def close(self):
        self.nginx.terminate()
        self.nginx.wait()
        for group in (self.server_group, self.client_group):
            os.rmdir(group)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("objects")
    parser.add_argument("loader")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.5)
    arguments = parser.parse_args()
    arguments.seconds = max(1, round(arguments.seconds))
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(arguments, work)
        bystander = bench.root + "/bench-bystander-sonde"
        os.makedirs(bystander, exist_ok=True)
        variants = {
            "root, both ends": (bench.root, []),
            "leaf: nginx only": (bench.server_group, []),
            "root, 1 of 16 sent": (bench.root, ["set sample_mask 15"]),
            "root, filtered out": (bench.root, ["set filter_ports 1", "set generation 2"]),
            "another leaf": (bystander, []),
        }
        results = {name: [] for name in variants}
        try:
            bench.window()
            before = bench.window()
            for _ in range(arguments.rounds):
                for name in random.sample(list(variants), len(variants)):
                    measured = bench.variant(*variants[name])
                    after = bench.window()
                    results[name].append([(measured[0] * 2 / (before[0] + after[0])),
                                          measured[1] - (before[1] + after[1]) / 2, measured[2] - (before[2] + after[2]) / 2])
                    before = after
        finally:
            bench.close()
            os.rmdir(bystander)
    print(f"{'variant':<22}{'nginx +ns':>18}{'wrk +ns':>18}{'ratio':>18}   median (quartiles) of {arguments.rounds}")
    for name, rows in results.items():
        cells = []
        for column, form in ((1, "{:.0f}"), (2, "{:.0f}"), (0, "{:.3f}")):
            low, middle, high = statistics.quantiles([row[column] for row in rows], n=4)
            cells.append(f"{form.format(middle)} ({form.format(low)}..{form.format(high)})")
        print(f"{name:<22}" + "".join(f"{cell:>18}" for cell in cells))


if __name__ == "__main__":
    main()
