"""What can go wrong in the shop on request, and what there is to find out then."""

import json

INDEX = ('import sys; sys.path.insert(0, "/app"); import pymysql; '
         'pymysql.connect(host="mariadb", user="shop", database="shop").cursor().execute("CREATE INDEX IF NOT EXISTS by_customer ON orders (customer_id)")')


class Marked:
    """A file that a service looks for, in all pods of it or in one."""

    def __init__(self, service, mark, answer, pods=None):
        self.service, self.mark, self.answer, self.pods = service, mark, answer, pods

    def plant(self, kubectl):
        return self.each(kubectl, 'touch')

    def mend(self, kubectl):
        return self.each(kubectl, 'rm', '-f')

    def each(self, kubectl, *command):
        found = json.loads(kubectl('get', 'pods', '-l', f'app={self.service}', '-o', 'json'))['items']
        chosen = sorted(pod['metadata']['name'] for pod in found if is_serving(pod))[:self.pods]
        for name in chosen:
            kubectl('exec', name, '--', *command, f'/faults/{self.mark}')
        return chosen


def is_serving(pod):
    return 'deletionTimestamp' not in pod['metadata'] and all(one['ready'] for one in pod['status'].get('containerStatuses', [{'ready': False}]))


class RolledOut:
    """A new revision of a deployment."""

    def __init__(self, service, change, answer, after=None, waits=True):
        self.service, self.change, self.answer, self.after, self.waits = service, change, answer, after, waits

    def plant(self, kubectl):
        container = {'name': self.service, **self.change}
        labels = {'labels': {'app.kubernetes.io/version': '2'}}
        patch = {'spec': {'template': {'metadata': labels, 'spec': {'containers': [container]}}}}
        kubectl('patch', 'deployment', self.service, '-p', json.dumps(patch))
        if self.waits:
            kubectl('rollout', 'status', f'deployment/{self.service}', '--timeout=120s')
        return [f'deployment/{self.service}']

    def mend(self, kubectl):
        kubectl('rollout', 'undo', f'deployment/{self.service}')
        kubectl('rollout', 'status', f'deployment/{self.service}', '--timeout=120s')
        if self.after:
            kubectl('exec', 'deployment/stock', '--', '/usr/bin/python3', '-c', self.after)
        return [f'deployment/{self.service}']


FAULTS = {
    'missing-index': RolledOut(
        'orders', {'image': 'sonde.test/shop-orders:2', 'args': ['0.0.0.0:8080', 'stock:8080', 'mariadb:3306', '--migrate']},
        'Since revision 2 of orders, SELECT … FROM orders WHERE customer_id = ? scans the table, and the pages of orders wait for its pool', after=INDEX),
    'slow-dependency': Marked('stock', 'slow-dependency', 'stock takes 300-500 ms for GET /stock/{id}, and no other hop is slow'),
    'error-burst': Marked('stock', 'error-burst', 'stock fails 40 % of GET /stock/{id} with 500, which web and front pass on as 502'),
    'slow-pod': Marked('stock', 'slow-dependency', 'One pod of the six of stock takes 300-500 ms, the other five are fast', pods=1),
    'cpu-hog': Marked('cart', 'cpu-hog', 'cart spends a core in main.(*shop).hog (SHA-256), up to its limit of 500m, and is throttled'),
    'memory-leak': Marked('cart', 'memory-leak', 'Every call of cart keeps 256 KiB: its pods are OOMKilled at 48 Mi and start again'),
    'crash-loop': RolledOut('cart', {'args': ['0.0.0.0:8080']},
                            'A pod of revision 2 of cart ends with status 1 and "where is Redis?"; those of revision 1 go on serving', waits=False),
}
