"""Keys and certificates of a cluster, and the kubeconfigs that carry them."""

import base64
import json
import subprocess

DAYS = 30
CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']


def openssl(*words):
    subprocess.run(['openssl', *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def make_authority(layout):
    layout.pki.mkdir(mode=0o700, parents=True, exist_ok=True)
    openssl('req', '-x509', '-new', *CURVE, '-keyout', layout.pki / 'ca.key', '-out', layout.pki / 'ca.crt', '-days', DAYS, '-subj', '/CN=sonde-cluster',
            '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,digitalSignature')
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', layout.pki / 'accounts.key')
    openssl('pkey', '-in', layout.pki / 'accounts.key', '-pubout', '-out', layout.pki / 'accounts.pub')


def certify(layout, file, user, groups=(), names=()):
    """A key and a certificate FILE.key, FILE.crt: of a client, and of a server too where it has names."""
    subject = ''.join(f'/O={group}' for group in groups) + f'/CN={user}'
    extensions = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature', 'extendedKeyUsage=clientAuth' + (',serverAuth' if names else '')]
    if names:
        extensions.append('subjectAltName=' + ','.join(names))
    openssl('req', '-x509', '-new', *CURVE, '-keyout', layout.pki / f'{file}.key', '-out', layout.pki / f'{file}.crt', '-days', DAYS, '-subj', subject,
            '-CA', layout.pki / 'ca.crt', '-CAkey', layout.pki / 'ca.key', *(word for one in extensions for word in ('-addext', one)))


def text_of(path):
    return base64.b64encode(path.read_bytes()).decode()


def kubeconfig(layout, file, path, name='sonde', namespace='default'):
    """Everything in one file, so that it can be copied. JSON is YAML."""
    content = {
        'apiVersion': 'v1', 'kind': 'Config', 'current-context': name,
        'clusters': [{'name': name, 'cluster': {'server': layout.api, 'certificate-authority-data': text_of(layout.pki / 'ca.crt')}}],
        'users': [{'name': name, 'user': {'client-certificate-data': text_of(layout.pki / f'{file}.crt'),
                                          'client-key-data': text_of(layout.pki / f'{file}.key')}}],
        'contexts': [{'name': name, 'context': {'cluster': name, 'user': name, 'namespace': namespace}}],
    }
    path.touch(mode=0o600)
    path.write_text(json.dumps(content, indent=1) + '\n')


def make_all(layout):
    make_authority(layout)
    certify(layout, 'api', 'kube-apiserver', names=[f'IP:{layout.address}', f'IP:{layout.service(1)}', 'IP:127.0.0.1', 'DNS:kubernetes',
                                                   'DNS:kubernetes.default', 'DNS:kubernetes.default.svc', 'DNS:kubernetes.default.svc.cluster.local'])
    certify(layout, 'api-to-kubelet', 'kube-apiserver-kubelet-client', ['system:masters'])
    certify(layout, 'admin', 'sonde-admin', ['system:masters'])
    certify(layout, 'controllers', 'system:kube-controller-manager')
    certify(layout, 'scheduler', 'system:kube-scheduler')
    certify(layout, 'proxy', 'system:kube-proxy')
    for node in layout.nodes:
        certify(layout, f'node-{node}', f'system:node:node-{node}', ['system:nodes'], [f'IP:{layout.address_of(node)}', f'DNS:node-{node}'])
    kubeconfig(layout, 'admin', layout.kubeconfig, f'sonde-{layout.name}' if layout.name != 'sonde' else 'sonde')
    for part in ('controllers', 'scheduler', 'proxy', *(f'node-{node}' for node in layout.nodes)):
        kubeconfig(layout, part, layout.pki / f'{part}.kubeconfig')
