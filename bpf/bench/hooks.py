#!/usr/bin/env python3
"""What seeing exchanges adds to nginx and wrk on this machine, by hook: CPU per request and throughput, and run time of programs.

    bench/hooks.py OBJECTS LOADER HOOKS [--rounds 7] [--seconds 2] [--realtime] [--only runtime]

OBJECTS has exchanges.bpf.o, HOOKS the objects of bench/hooks (bench/hooks.sh at the top builds all and calls this). Needs
root, nginx, wrk and a cgroup-v2 mount; nginx runs on cpu 0 and wrk on cpu 1, with 16 kept connections and 1 KiB responses.

First table: every window of a variant is compared with the mean of the windows without a probe around it; the order of the
variants is shuffled in each round. Second table: kernel.bpf_stats_enabled counts time and runs of each program in windows of
100 ms. The count has the clock readings of the kernel around a program in it: what the empty program shows is subtracted in
the last column. --realtime gives both programs priority over everything else, for a machine that is busy.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import tempfile
import time

PORT = 18488
STATS = "/proc/sys/kernel/bpf_stats_enabled"
RING_BYTES = 1 << 22


def cgroup_mount():
    with open("/proc/mounts") as mounts:
        return next(line.split()[1] for line in mounts if line.split()[2] == "cgroup2")


def cpu_of(pid):
    """In seconds, with schedstat's nanoseconds."""
    with open(f"/proc/{pid}/schedstat") as stat:
        return int(stat.read().split()[0]) / 1e9


def quartiles(values, form):
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{form.format(middle)} ({form.format(low)}..{form.format(high)})"


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
        self.nginx = subprocess.Popen(["nginx", "-c", work + "/nginx.conf"], preexec_fn=self.place(self.server_group, 0),
                                      stderr=subprocess.DEVNULL)
        time.sleep(1)

    def place(self, cgroup, cpu):
        def before_exec():
            os.makedirs(cgroup, exist_ok=True)
            with open(cgroup + "/cgroup.procs", "w") as procs:
                procs.write(str(os.getpid()))
            os.sched_setaffinity(0, {cpu})
            if self.arguments.realtime:
                os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(5))
        return before_exec

    def load(self, seconds):
        return subprocess.Popen(["wrk", "-t1", "-c16", f"-d{seconds}s", f"http://127.0.0.1:{PORT}/1k.txt"],
                                stdout=subprocess.PIPE, text=True, preexec_fn=self.place(self.client_group, 1))

    def window(self):
        """(requests a second, nginx ns a request, wrk ns a request)"""
        before = cpu_of(self.nginx.pid)
        wrk = self.load(self.arguments.seconds)
        text = wrk.stdout.read()
        _, _, usage = os.wait4(wrk.pid, 0)
        wrk.returncode = 0
        requests = int(re.search(r"(\d+) requests in", text)[1])
        return (float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), (cpu_of(self.nginx.pid) - before) / requests * 1e9,
                (usage.ru_utime + usage.ru_stime) / requests * 1e9)

    def start(self, path, cgroup, commands):
        loader = subprocess.Popen([self.arguments.loader, "exchanges", path, str(RING_BYTES), cgroup], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                  env=dict(os.environ, LOADER_BENCH="1"))
        loader.stdout.readline()
        for command in commands:
            loader.stdin.write(command + "\n")
            loader.stdin.flush()
            loader.stdout.readline()
        return loader

    @staticmethod
    def stop(loader):
        loader.stdin.close()
        loader.stdout.read()
        loader.wait()
        loader.stdout.close()

    def variant(self, *how):
        loader = self.start(*how)
        time.sleep(0.3)
        try:
            return self.window()
        finally:
            self.stop(loader)

    @staticmethod
    def counters(loader):
        """(run_time_ns, run_cnt) of all programs of the loader together, each counted once."""
        found = {}
        folder = f"/proc/{loader.pid}/fdinfo/"
        for descriptor in os.listdir(folder):
            with open(folder + descriptor) as info:
                text = info.read()
            if "run_cnt" in text:
                found[re.search(r"prog_id:\s*(\d+)", text)[1]] = [int(re.search(name + r":\s*(\d+)", text)[1])
                                                                  for name in ("run_time_ns", "run_cnt")]
        return [sum(column) for column in zip(*found.values())]

    def run_time(self, *how):
        """ns a run of a program, of each window with enough runs."""
        loader, rows = self.start(*how), []
        wrk = self.load(self.arguments.seconds)
        try:
            time.sleep(0.3)
            before = self.counters(loader)
            while wrk.poll() is None:
                time.sleep(0.1)
                after = self.counters(loader)
                if after[1] - before[1] > 1000:
                    rows.append((after[0] - before[0]) / (after[1] - before[1]))
                before = after
        finally:
            wrk.wait()
            wrk.stdout.close()
            self.stop(loader)
        return rows

    def close(self):
        self.nginx.terminate()
        self.nginx.wait()
        for group in (self.server_group, self.client_group):
            os.rmdir(group)


def compare(bench, variants, rounds):
    results = {name: [] for name in variants}
    bench.window()
    before = bench.window()
    for _ in range(rounds):
        for name in random.sample(list(variants), len(variants)):
            measured = bench.variant(*variants[name])
            after = bench.window()
            results[name].append((measured[1] - (before[1] + after[1]) / 2, measured[2] - (before[2] + after[2]) / 2,
                                  measured[0] * 2 / (before[0] + after[0])))
            before = after
    print(f"{'variant':<34}{'nginx +ns':>22}{'wrk +ns':>22}{'throughput kept':>24}   median (quartiles) of {rounds}")
    for name, rows in results.items():
        cells = [quartiles(column, form) for column, form in zip(zip(*rows), ("{:.0f}", "{:.0f}", "{:.3f}"))]
        print(f"{name:<34}{cells[0]:>22}{cells[1]:>22}{cells[2]:>24}")


def run_times(bench, variants, rounds):
    with open(STATS) as stats:
        restore = stats.read()
    results = {name: [] for name in variants}
    try:
        with open(STATS, "w") as stats:
            stats.write("1")
        for _ in range(rounds):
            for name in random.sample(list(variants), len(variants)):
                results[name] += bench.run_time(*variants[name])
    finally:
        with open(STATS, "w") as stats:
            stats.write(restore)
    print(f"{'variant':<34}{'ns a run':>22}{'minimum':>10}{'four runs, above empty':>26}   median (quartiles) of 100 ms windows")
    floor = statistics.quantiles(results["socket, empty"], n=4)
    for name, rows in results.items():
        # A request on the loopback passes four times: out and in at each end.
        above = [4 * (mine - empty) for mine, empty in zip(statistics.quantiles(rows, n=4), floor)]
        print(f"{name:<34}{quartiles(rows, '{:.0f}'):>22}{min(rows):>10.0f}{above[1]:>12.0f} ({above[0]:.0f}..{above[2]:.0f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("objects")
    parser.add_argument("loader")
    parser.add_argument("hooks")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--realtime", action="store_true")
    parser.add_argument("--only", choices=("cpu", "runtime"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(arguments, work)
        bystander = bench.root + "/bench-bystander-sonde"
        os.makedirs(bystander, exist_ok=True)
        exchanges = arguments.objects + "/exchanges.bpf.o"
        at_socket = {
            "socket, empty": (arguments.hooks + "/socket-0.bpf.o", bench.root, []),
            "socket, real, both ends": (exchanges, bench.root, []),
            "socket, real, 1 of 16 sent": (exchanges, bench.root, ["set sample_mask 15"]),
            "socket, real, sampled away": (exchanges, bench.root, ["set sample_mask 4294967295"]),
            "socket, real, filtered out": (exchanges, bench.root, ["set filter_ports 1", "set generation 2"]),
        }
        hooks = {
            **at_socket,
            "socket, real, nginx's cgroup only": (exchanges, bench.server_group, []),
            "socket, real, another cgroup": (exchanges, bystander, []),
            "nine system calls, empty": (arguments.hooks + "/syscalls.bpf.o", "-", []),
        }
        steps = {
            "step: state looked up and written": (arguments.hooks + "/socket-1.bpf.o", bench.root, []),
            "step: clock read": (arguments.hooks + "/socket-2.bpf.o", bench.root, []),
            "step: record of 88 bytes": (arguments.hooks + "/socket-3.bpf.o", bench.root, []),
        }
        try:
            if arguments.only != "runtime":
                compare(bench, hooks, arguments.rounds)
            if arguments.only != "cpu":
                run_times(bench, {**at_socket, **steps}, arguments.rounds)
        finally:
            bench.close()
            os.rmdir(bystander)


if __name__ == "__main__":
    main()
