"""Runs the shop on this machine, as plain processes, until standard input ends.

    run.py JAVA_HOME CLASSPATH [--visitors N] [--books FILE]

Standard output, a line each: `READY front=PORT web=PORT orders=PORT stock=PORT database=PORT`, or `FAILED` and why. Standard input, a line
each: `admit` lets the visitors in, `dismiss` waits until they left and wrote their books, `plant FAULT` and `mend FAULT`; each is answered by
`DONE` and the line, or `REFUSED` and why. Whoever started this needs not stop it: when their
end of the pipe closes, all of it ends and its files go; should this process be killed, the kernel ends the rest.
"""

import argparse
import ctypes
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import pymysql

HERE = pathlib.Path(__file__).resolve().parent
PR_SET_PDEATHSIG = 1  # include/uapi/linux/prctl.h
LIBC = ctypes.CDLL(None)
MARK = 'sonde-shop-'
PATIENCE_SECONDS = 60
JAVA = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx96m', '-Xshare:auto', '-Dsun.net.httpserver.nodelay=true']


class Failure(Exception):
    """Why the shop can't open, for people."""


def free_ports(count):
    held = [socket.create_server(('127.0.0.1', 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def program(name):
    found = shutil.which(name, path=os.environ.get('PATH', '') + ':/usr/sbin:/sbin')
    if not found:
        raise Failure(f'{name} is not installed')
    return os.path.realpath(found)


def sweep():
    """Removes what shops left that were killed."""
    for folder in pathlib.Path(tempfile.gettempdir()).glob(MARK + '*'):
        owner = folder.name.removeprefix(MARK).split('-')[0]
        if owner.isdigit() and not pathlib.Path('/proc', owner).exists():
            shutil.rmtree(folder, ignore_errors=True)


class Shop:
    def __init__(self, arguments):
        self.arguments = arguments
        self.front, self.web, self.orders, self.stock, self.database = free_ports(5)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix=f'{MARK}{os.getpid()}-'))
        self.faults = self.work / 'faults'
        self.faults.mkdir()
        self.running = []
        self.nice = os.geteuid() == 0

    def open(self):
        self.open_database()
        # A program is a service by the name of its executable: each gets an interpreter of its own name.
        self.start('stock', [self.interpreter(os.path.realpath(sys.executable), 'stock'), HERE / 'stock.py', self.stock, self.database, self.faults],
                   PYTHONHOME='/usr', PYTHONDONTWRITEBYTECODE='1')
        self.start('orders', self.java('orders') + ['dev.sonde.shop.orders.Orders', self.orders, self.stock, self.database])
        self.start('web', [self.interpreter(program('node'), 'web'), HERE / 'web.mjs', self.web, self.orders, self.stock])
        self.open_front()
        for port in (self.stock, self.orders, self.web, self.front):
            self.await_port(port)

    def admit(self):
        books = ['--books', self.arguments.books] if self.arguments.books else []
        self.start('visitors', self.java('visitors') + ['dev.sonde.shop.visitors.Visitors', self.front, self.arguments.visitors] + books)

    def open_database(self):
        data = self.work / 'data'
        user = ['--user=root'] if os.geteuid() == 0 else []
        made = subprocess.run(
            [program('mariadb-install-db'), '--no-defaults', *user, '--auth-root-authentication-method=normal', f'--datadir={data}', '--skip-test-db'],
            capture_output=True, text=True, check=False)
        if made.returncode:
            raise Failure('mariadb-install-db failed: ' + (made.stderr or made.stdout).strip().splitlines()[-1])
        self.start('mariadbd', [
            program('mariadbd'), '--no-defaults', *user, f'--datadir={data}', f'--socket={self.work}/mariadb.sock', f'--pid-file={self.work}/mariadb.pid',
            '--bind-address=127.0.0.1', f'--port={self.database}', '--skip-name-resolve', '--innodb-flush-log-at-trx-commit=0',
            '--innodb-buffer-pool-size=96M', '--skip-log-bin'])
        self.await_port(self.database)
        for statement in (HERE / 'schema.sql').read_text().split(';\n'):
            if statement.strip():
                self.sql(statement, user='root')

    def open_front(self):
        text = (HERE / 'nginx.conf').read_text()
        for name, value in {'WORK': self.work, 'HERE': HERE, 'LOG': self.work / 'nginx.log', 'FRONT': f'127.0.0.1:{self.front}',
                            'WEB': f'127.0.0.1:{self.web}'}.items():
            text = text.replace(f'@{name}@', str(value))
        (self.work / 'nginx.conf').write_text(text)
        self.start('nginx', [program('nginx'), '-c', self.work / 'nginx.conf', '-e', self.work / 'nginx.log'])

    def interpreter(self, original, name):
        copy = self.work / 'bin' / name
        copy.parent.mkdir(exist_ok=True)
        try:
            os.link(original, copy)
        except OSError:
            shutil.copy2(original, copy)
        return copy

    def java(self, name):
        home = pathlib.Path(self.arguments.java_home)
        libraries = self.work / 'lib'
        if not libraries.exists():
            libraries.symlink_to(home / 'lib')
        # Copied, not linked: the launcher finds its runtime beside itself.
        launcher = self.work / 'bin' / name
        shutil.copy2(home / 'bin' / 'java', launcher)
        return [launcher, *JAVA, '-cp', self.arguments.classpath]

    def start(self, name, command, **environment):
        log = open(self.work / f'{name}.log', 'wb')
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   env={**os.environ, **environment}, preexec_fn=die_with_parent, start_new_session=True)
        self.running.append((name, process))

    def await_port(self, port):
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                socket.create_connection(('127.0.0.1', port), timeout=1).close()
                return
            except OSError:
                self.check()
                if time.monotonic() > until:
                    raise Failure(f'nothing listens on port {port} after {PATIENCE_SECONDS} s')
                time.sleep(0.05)

    def check(self):
        """Says which program ended by itself, in its own last words."""
        for name, process in self.running:
            if process.poll() is not None:
                words = (self.work / f'{name}.log').read_text(errors='replace').strip().splitlines()
                raise Failure(f'{name} ended with status {process.returncode}' + (f': {words[-1]}' if words else ''))

    def sql(self, statement, user='shop'):
        # The connection of an operator: its first statement selects the schema where there is one.
        where = {'database': 'shop'} if user == 'shop' else {}
        socket_path = str(self.work / 'mariadb.sock')
        if user == 'root':
            if not hasattr(self, 'root'):
                self.root = pymysql.connect(unix_socket=socket_path, user='root', autocommit=True)
            self.root.cursor().execute(statement)
            return
        with pymysql.connect(host='127.0.0.1', port=self.database, user=user, autocommit=True, **where) as connection:
            connection.cursor().execute(statement)

    def plant(self, fault):
        if fault == 'missing-index':
            self.sql('DROP INDEX by_customer ON orders')
        else:
            (self.faults / self.known(fault)).touch()

    def mend(self, fault):
        if fault == 'missing-index':
            self.sql('CREATE INDEX by_customer ON orders (customer_id)')
        else:
            (self.faults / self.known(fault)).unlink(missing_ok=True)

    @staticmethod
    def known(fault):
        if fault not in ('slow-dependency', 'error-burst'):
            raise Failure(f'there is no fault {fault}; there are missing-index, slow-dependency and error-burst')
        return fault

    def dismiss(self):
        for name, process in [one for one in self.running if one[0] == 'visitors']:
            process.terminate()
            self.reap(process)
            self.running.remove((name, process))

    def close(self):
        self.dismiss()
        for _, process in reversed(self.running):
            process.terminate()
        for _, process in self.running:
            self.reap(process)
        shutil.rmtree(self.work, ignore_errors=True)

    @staticmethod
    def reap(process):
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def die_with_parent():
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def say(text):
    print(text, flush=True)


def serve(shop):
    verbs = {'admit': shop.admit, 'dismiss': shop.dismiss, 'plant': shop.plant, 'mend': shop.mend}
    for line in sys.stdin:
        verb, *what = line.split()
        try:
            verbs[verb](*what)
            say('DONE ' + line.strip())
        except (Failure, KeyError, TypeError, OSError, pymysql.Error) as e:
            say(f'REFUSED {line.strip()}: {e}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('java_home')
    parser.add_argument('classpath')
    parser.add_argument('--visitors', type=int, default=20)
    parser.add_argument('--books')
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sweep()
    shop = Shop(arguments)
    try:
        shop.open()
        say(f'READY front={shop.front} web={shop.web} orders={shop.orders} stock={shop.stock} database={shop.database}')
        serve(shop)
    except Failure as e:
        say(f'FAILED {e}')
        sys.exit(1)
    finally:
        shop.close()


main()
