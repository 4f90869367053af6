"""CoreDNS in the cluster."""

import images

NAMESPACE = '/api/v1/namespaces/kube-system'
LABELS = {'k8s-app': 'kube-dns'}
COREFILE = '''.:5353 {
    errors
    health :8080
    ready :8181
    kubernetes cluster.local in-addr.arpa {
        pods insecure
        ttl 5
    }
    cache 5
}
'''


def things(layout):
    """Path in the API and object of each."""
    rbac = 'rbac.authorization.k8s.io'
    yield f'{NAMESPACE}/serviceaccounts', {'apiVersion': 'v1', 'kind': 'ServiceAccount', 'metadata': {'name': 'coredns', 'namespace': 'kube-system'}}
    yield f'/apis/{rbac}/v1/clusterroles', {
        'apiVersion': f'{rbac}/v1', 'kind': 'ClusterRole', 'metadata': {'name': 'sonde-cluster:coredns'}, 'rules': [
            {'apiGroups': [''], 'resources': ['endpoints', 'services', 'pods', 'namespaces'], 'verbs': ['list', 'watch']},
            {'apiGroups': ['discovery.k8s.io'], 'resources': ['endpointslices'], 'verbs': ['list', 'watch']}]}
    yield f'/apis/{rbac}/v1/clusterrolebindings', {
        'apiVersion': f'{rbac}/v1', 'kind': 'ClusterRoleBinding', 'metadata': {'name': 'sonde-cluster:coredns'},
        'roleRef': {'apiGroup': rbac, 'kind': 'ClusterRole', 'name': 'sonde-cluster:coredns'},
        'subjects': [{'kind': 'ServiceAccount', 'name': 'coredns', 'namespace': 'kube-system'}]}
    yield f'{NAMESPACE}/configmaps', {
        'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'coredns', 'namespace': 'kube-system'}, 'data': {'Corefile': COREFILE}}
    yield f'{NAMESPACE}/services', {
        'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'kube-dns', 'namespace': 'kube-system', 'labels': LABELS}, 'spec': {
            'clusterIP': layout.service(10), 'selector': LABELS, 'ports': [
                {'name': 'dns', 'port': 53, 'targetPort': 5353, 'protocol': 'UDP'}, {'name': 'dns-tcp', 'port': 53, 'targetPort': 5353, 'protocol': 'TCP'}]}}
    container = {
        'name': 'coredns', 'image': images.COREDNS, 'imagePullPolicy': 'IfNotPresent', 'args': ['-conf', '/etc/coredns/Corefile'],
        'resources': {'requests': {'memory': '32Mi', 'cpu': '10m'}, 'limits': {'memory': '128Mi'}},
        'readinessProbe': {'httpGet': {'path': '/ready', 'port': 8181}, 'periodSeconds': 1},
        'volumeMounts': [{'name': 'config', 'mountPath': '/etc/coredns'}]}
    yield '/apis/apps/v1/namespaces/kube-system/deployments', {
        'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'coredns', 'namespace': 'kube-system', 'labels': LABELS}, 'spec': {
            'replicas': 1, 'selector': {'matchLabels': LABELS}, 'template': {'metadata': {'labels': LABELS}, 'spec': {
                'serviceAccountName': 'coredns', 'dnsPolicy': 'Default', 'priorityClassName': 'system-cluster-critical', 'containers': [container],
                'terminationGracePeriodSeconds': 1, 'volumes': [{'name': 'config', 'configMap': {'name': 'coredns'}}]}}}}


def apply(layout, api):
    for path, thing in things(layout):
        api.apply(path, thing)


def image(path_of_program):
    made = images.Image(images.COREDNS, entrypoint=['/coredns'])
    made.file('/coredns', path_of_program, 0o755)
    return made
