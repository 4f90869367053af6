"""Where a cluster keeps what, and which addresses are its own."""

import contextlib
import fcntl
import ipaddress
import json
import pathlib
import subprocess

STATES = pathlib.Path('/var/tmp/sonde-cluster')
BOOT_ID = pathlib.Path('/proc/sys/kernel/random/boot_id')
MOST_CLUSTERS = 8
MOST_NODES = 3


class Layout:
    """A cluster by its name. Everything it writes is in one folder, and everything it runs in one control group."""

    def __init__(self, name):
        self.name = name
        self.home = STATES / name
        self.facts = {}
        if self.facts_file.exists():
            self.facts = json.loads(self.facts_file.read_text())

    @property
    def facts_file(self):
        return self.home / 'cluster.json'

    @property
    def kubeconfig(self):
        return self.home / 'admin.kubeconfig'

    @property
    def group(self):
        return f'sonde-cluster/{self.name}'

    @property
    def pki(self):
        return self.home / 'pki'

    @property
    def log(self):
        return self.home / 'log'

    @property
    def etcd_socket(self):
        return self.home / 'etcd.sock'

    @property
    def index(self):
        return self.facts['index']

    @property
    def nodes(self):
        return range(1, self.facts['nodes'] + 1)

    @property
    def bridge(self):
        return f'sonde{self.index}'

    @property
    def address(self):
        return f'10.203.{self.index}.1'

    @property
    def api(self):
        return f'https://{self.address}:6443'

    @property
    def service_net(self):
        return f'10.{96 + self.index}.0.0/16'

    @property
    def pod_net(self):
        return f'10.{244 + self.index}.0.0/16'

    def service(self, last):
        return f'10.{96 + self.index}.0.{last}'

    def pods_of(self, node):
        return f'10.{244 + self.index}.{node}.0/24'

    def address_of(self, node):
        return f'10.203.{self.index}.{10 + node}'

    def link_of(self, node):
        return f'sonde{self.index}n{node}'

    def node_home(self, node):
        return self.home / f'node-{node}'

    def save(self):
        temporary = self.facts_file.with_suffix('.new')
        temporary.write_text(json.dumps(self.facts, indent=1))
        temporary.rename(self.facts_file)

    def claim(self, nodes):
        """Takes addresses that no other cluster and no route of this machine has."""
        taken = {Layout(other.name).facts.get('index') for other in STATES.iterdir() if other.is_dir() and other.name != self.name}
        routed = [ipaddress.ip_network(route['dst']) for route in routes() if route['dst'] != 'default']
        for index in range(MOST_CLUSTERS):
            self.facts = {'index': index, 'nodes': nodes, 'boot': BOOT_ID.read_text().strip()}
            own = [ipaddress.ip_network(one) for one in (f'10.203.{index}.0/24', self.service_net, self.pod_net)]
            if index not in taken and not any(one.overlaps(other) for one in own for other in routed):
                self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.save()
                return True
        return False


def routes():
    return json.loads(subprocess.run(['ip', '-4', '-json', 'route'], capture_output=True, text=True, check=True).stdout)


@contextlib.contextmanager
def one_at_a_time():
    """Only one cluster of the machine is started or ended at a time."""
    STATES.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(STATES.parent / (STATES.name + '.lock'), 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
