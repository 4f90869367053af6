#!/usr/bin/env python3
"""Bytes of a recording against a packet capture of the same traffic, taken in the same run.

HTTP under h2load with bodies as services send them (half a kilobyte to a few hundred), and MariaDB under a mixed load of
its own client. Needs root, nginx, h2load, mariadbd and tcpdump. Traffic stays on the loopback address.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument('--seconds', type=int, default=20)
options.add_argument('--rate', type=int, default=2000, help='HTTP requests a second')
options.add_argument('--port', type=int, default=8288)
options = options.parse_args()

# Sizes of bodies and how often: most answers of services are small, some are pages and pictures.
BODIES = ((600, 30), (2_000, 30), (8_000, 20), (30_000, 12), (120_000, 6), (400_000, 2))


def run(command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def start_nginx(folder):
    os.makedirs(folder + '/html')
    chosen = random.Random(7)
    for size, _ in BODIES:
        with open(f'{folder}/html/{size}.json', 'w') as file:
            while file.tell() < size:
                file.write('{"id":%d,"name":"item %x"},\n' % (chosen.randrange(10**6), chosen.randrange(10**9)))
    with open(folder + '/nginx.conf', 'w') as file:
        file.write(f'''worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; keepalive_timeout 300s; keepalive_requests 100000000;
 client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
 server {{ listen 127.0.0.1:{options.port}; root {folder}/html; default_type application/json; }} }}
''')
    return subprocess.Popen(['nginx', '-c', folder + '/nginx.conf'])


def start_mariadb(folder):
    data, port = folder + '/data', options.port + 1
    run(['mariadb-install-db', '--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', '--user=root',
         '--datadir=' + data])
    server = subprocess.Popen(
        ['mariadbd', '--no-defaults', '--user=root', '--datadir=' + data, f'--socket={folder}/sock', '--bind-address=127.0.0.1',
         f'--port={port}', '--innodb-buffer-pool-size=32M'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    setup = ("CREATE DATABASE shop; CREATE USER shop@'%' IDENTIFIED BY 'shop'; CREATE USER shop@localhost IDENTIFIED BY 'shop';"
             "GRANT ALL ON shop.* TO shop@'%', shop@localhost; USE shop; CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(80), price DECIMAL(9,2));"
             "INSERT INTO item SELECT seq, CONCAT('item number ', seq), seq / 7 FROM seq_1_to_2000;")
    for _ in range(100):
        if subprocess.run(['mariadb', '--no-defaults', '-uroot', f'--socket={folder}/sock', '-e', setup], stderr=subprocess.DEVNULL).returncode == 0:
            return server
        time.sleep(0.2)
    sys.exit('mariadbd does not start')


def statements(folder):
    """A file of statements: look-ups, pages of a list, sums, writes in transactions, now and then an error."""
    chosen = random.Random(11)
    with open(folder + '/work.sql', 'w') as file:
        for _ in range(20_000):
            number = chosen.randrange(1, 2000)
            file.write(chosen.choice((
                f'SELECT name, price FROM item WHERE id = {number};\n', f'SELECT name, price FROM item WHERE id = {number};\n',
                f'SELECT id, name, price FROM item WHERE id > {number} ORDER BY id LIMIT 25;\n',
                f'SELECT COUNT(*), AVG(price) FROM item WHERE name LIKE "%{number}%";\n',
                f'BEGIN; UPDATE item SET price = price + 1 WHERE id = {number}; COMMIT;\n')))
            if chosen.random() < 0.002:
                file.write('SELECT nothing FROM item;\n')
    return folder + '/work.sql'


def http_load():
    urls = [f'http://127.0.0.1:{options.port}/{size}.json' for size, share in BODIES for _ in range(share)]
    random.Random(3).shuffle(urls)
    return subprocess.Popen(['h2load', '--h1', '-t1', '-c16', f'--rps={options.rate // 16}', f'-n{options.rate * options.seconds}', *urls],
                            stdout=subprocess.PIPE, text=True)


def sql_load(file):
    return subprocess.Popen(['timeout', str(options.seconds), 'mariadb', '--no-defaults', '--force', '-h127.0.0.1', f'-P{options.port + 1}',
                             '-ushop', '-pshop', 'shop'], stdin=open(file), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def begin_recording(folder):
    ready = folder + '/ready'
    command = [ROOT + '/sonde', 'record', '--yes', '--port', str(options.port), '--port', str(options.port + 1), '-o', folder + '/run.sonde', '--ready-file', ready]
    record = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=open(folder + '/record.log', 'w'), stdin=subprocess.DEVNULL)
    while not os.path.exists(ready):
        if record.poll() is not None:
            sys.exit('sonde record: ' + open(folder + '/record.log').read())
        time.sleep(0.05)
    return record


def measure(folder, what, loads):
    capture = folder + '/run.pcap'
    dump = subprocess.Popen(['tcpdump', '-i', 'lo', '-w', capture, '-B', '65536', '-s', '0', f'port {options.port} or port {options.port + 1}'],
                            stderr=subprocess.PIPE, text=True)
    while 'listening' not in dump.stderr.readline():
        pass
    record = begin_recording(folder)
    started = [load() for load in loads]
    for load in started:
        load.wait()
    time.sleep(2)
    record.send_signal(signal.SIGTERM)
    record.wait(60)
    dump.send_signal(signal.SIGINT)
    said = dump.stderr.read()
    dump.wait(30)
    rows = subprocess.run([ROOT + '/sonde', 'query', folder + '/run.sonde', 'overview', '--format', 'jsonl'], capture_output=True, text=True).stdout
    calls = sum(json.loads(row)['calls'] for row in rows.splitlines())
    ours, theirs = os.path.getsize(folder + '/run.sonde'), os.path.getsize(capture)
    missed = [line for line in said.splitlines() if 'dropped by kernel' in line]
    print(f'{what:22} {calls:9} exchanges  recording {ours / calls:7.1f} B an exchange  capture {theirs / calls:9.1f} B'
          f'  ratio {ours / theirs:.4%}  ({missed[0] if missed else "?"})')
    for name in ('run.sonde', 'run.pcap', 'ready'):
        os.remove(f'{folder}/{name}')


def main():
    for tool in ('nginx', 'h2load', 'mariadbd', 'tcpdump'):
        if not shutil.which(tool):
            sys.exit(f'missing: {tool}; ./sonde test installs it')
    subprocess.run([ROOT + '/sonde', '--version'], check=True)  # builds what is not built
    folder = tempfile.mkdtemp(prefix='sonde-bench-')
    os.chmod(folder, 0o755)
    servers = []
    try:
        servers.append(start_nginx(folder))
        servers.append(start_mariadb(folder))
        work = statements(folder)
        print(f'kernel {os.uname().release}; {options.seconds} s each, captured whole (frames of lo)')
        measure(folder, 'HTTP', [http_load])
        measure(folder, 'MariaDB', [lambda: sql_load(work)])
        measure(folder, 'both at once', [http_load, lambda: sql_load(work)])
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


main()
