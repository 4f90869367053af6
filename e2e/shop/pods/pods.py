#!/usr/bin/env -S python3 -B
"""The demo shop as pods: pods.py up | down | admit | dismiss | plant FAULT | mend FAULT | faults, see --help."""

import argparse
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE.parent.parent / 'cluster')]

import books  # noqa: E402
import build  # noqa: E402
import lifecycle  # noqa: E402
import parts  # noqa: E402
import shopimages  # noqa: E402
from faults import FAULTS  # noqa: E402
from layout import Layout  # noqa: E402
from say import Failure, say  # noqa: E402

PATIENCE = '180s'


class Shop:
    def __init__(self, arguments):
        self.arguments = arguments
        self.layout = Layout(arguments.name)

    def kubectl(self, *words, given=None, folder='shop'):
        command = [parts.program('kubectl'), f'--kubeconfig={self.layout.kubeconfig}', f'--namespace={folder}', *words]
        done = subprocess.run([str(word) for word in command], input=given, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failure('SD-5061', f'The shop refused: {" ".join(map(str, words[:3]))}', done.stderr.strip().replace('\n', '; ').rstrip('.'),
                          f'See whether the cluster {self.arguments.name} is up, and whether the shop is in it')
        return done.stdout

    def up(self):
        if not lifecycle.alive(self.layout):
            raise Failure('SD-5062', f'The cluster {self.arguments.name} is down', 'The shop runs in it', 'Start it with sonde cluster up --nodes 2')
        archives = shopimages.make(self.arguments.java_home, self.arguments.classpath or built(), parts.cache() / 'images')
        for archive in archives:
            lifecycle.load_image(self.layout, archive)
        documents = (HERE / 'shop.yaml').read_text().split('\n---\n')
        # What connects when it starts is started when there is something to connect to.
        stores = [one for one in documents if 'name: mariadb' in one or 'name: redis' in one or 'kind: Namespace' in one]
        self.kubectl('apply', '-f', '-', given='\n---\n'.join(stores))
        for name in ('mariadb', 'redis'):
            self.kubectl('rollout', 'status', f'statefulset/{name}', f'--timeout={PATIENCE}')
        self.kubectl('apply', '-f', HERE / 'shop.yaml')
        for name in ('stock', 'cart', 'orders', 'web', 'front'):
            self.kubectl('rollout', 'status', f'deployment/{name}', f'--timeout={PATIENCE}')
        say('the shop is open: http://front.shop:8080 in the cluster')

    def down(self):
        self.kubectl('delete', 'namespace', 'shop', '--ignore-not-found', '--wait=true', folder='default')

    def admit(self):
        """Lets visitors in: a pod that keeps books of what it asked and how it was answered."""
        street = self.arguments.street
        if street != 'shop':
            namespace = {'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': {'name': street}}
            self.kubectl('apply', '-f', '-', given=json.dumps(namespace), folder='default')
        container = {
            'name': 'visitors', 'image': 'sonde.test/shop-visitors:1', 'imagePullPolicy': 'IfNotPresent',
            'args': ['front.shop:8080', str(self.arguments.visitors), '--carts', '--books', '-'], 'resources': {'limits': {'memory': '256Mi'}}}
        pod = {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'visitors', 'labels': {'app': 'visitors', 'app.kubernetes.io/part-of': 'shop'}},
               'spec': {'restartPolicy': 'Never', 'enableServiceLinks': False, 'automountServiceAccountToken': False, 'containers': [container],
                        'securityContext': {'runAsUser': 1000}}}
        self.kubectl('apply', '-f', '-', given=json.dumps(pod), folder=street)
        self.kubectl('wait', '--for=condition=Ready', 'pod/visitors', '--timeout=60s', folder=street)

    def dismiss(self):
        """Waits until they left, and prints their books and what they mean for each edge."""
        street = self.arguments.street
        self.kubectl('exec', 'visitors', '--', 'kill', '-TERM', '1', folder=street)
        self.kubectl('wait', '--for=jsonpath={.status.phase}=Succeeded', 'pod/visitors', '--timeout=60s', folder=street)
        kept = books.read(self.kubectl('logs', 'visitors', folder=street))
        self.kubectl('delete', 'pod', 'visitors', folder=street)
        edges = books.edges(kept)
        print(json.dumps({
            'calls': [{'endpoint': endpoint, 'status': int(status), 'calls': calls} for endpoint, status, calls in kept],
            'edges': None if edges is None else [{'client': client, 'server': server, 'calls': calls} for (client, server), calls in sorted(edges.items())]}))

    def plant(self):
        print('\n'.join(FAULTS[self.arguments.fault].plant(self.kubectl)))

    def mend(self):
        FAULTS[self.arguments.fault].mend(self.kubectl)

    def faults(self):
        for name, fault in FAULTS.items():
            print(f'{name}\t{fault.answer}')


def built():
    """The jars of the checkout's build."""
    target = HERE.parent / 'target'
    jars = sorted([*target.glob('*.jar'), *target.glob('lib/*.jar')])
    if not jars:
        raise Failure('SD-5063', 'The services of the shop that are in Java are not built', f'There is no jar in {target}', 'Start ./sonde, which builds them')
    return ':'.join(map(str, jars))


def main():
    parser = argparse.ArgumentParser(description='The demo shop as pods of a cluster that sonde cluster up started.')
    parser.add_argument('command', choices=('up', 'down', 'admit', 'dismiss', 'plant', 'mend', 'faults'))
    parser.add_argument('fault', nargs='?', choices=tuple(FAULTS))
    parser.add_argument('--name', default='sonde', help='which cluster (default: sonde)')
    parser.add_argument('--visitors', type=int, default=20)
    parser.add_argument('--street', default='shop', metavar='NAMESPACE', help='where visitors come from (default: shop)')
    parser.add_argument('--java-home', default=os.environ.get('JAVA_HOME', ''))
    parser.add_argument('--classpath', help='of the services in Java (default: the build of this checkout)')
    arguments = parser.parse_args()
    if arguments.command in ('plant', 'mend') and not arguments.fault:
        parser.error('name a fault')
    try:
        build.build()
        getattr(Shop(arguments), arguments.command)()
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)


if __name__ == '__main__':
    main()
