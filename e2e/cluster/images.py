"""Images without a registry and without Docker: an OCI archive of one layer, the same bytes for the same files."""

import hashlib
import io
import json
import os
import pathlib
import platform
import stat
import subprocess
import tarfile

BUSYBOX = 'sonde.test/busybox:1'
COREDNS = 'sonde.test/coredns:1'
ARCHITECTURES = {'x86_64': 'amd64', 'aarch64': 'arm64'}
EPOCH = '1970-01-01T00:00:00Z'


class Image:
    """Files by their path in the image, and how it is started."""

    def __init__(self, name, entrypoint=(), command=(), environment=(), user='', folder=''):
        self.name = name
        self.config = {'Entrypoint': list(entrypoint), 'Cmd': list(command), 'User': user, 'WorkingDir': folder,
                       'Env': ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', *environment]}
        self.entries = {}  # path to (kind, source or bytes or target, mode)

    def file(self, path, source, mode=None):
        source = pathlib.Path(source).resolve()
        self.entries[path.lstrip('/')] = ('file', source, mode if mode is not None else stat.S_IMODE(source.stat().st_mode))

    def text(self, path, text, mode=0o644):
        self.entries[path.lstrip('/')] = ('text', text.encode(), mode)

    def link(self, path, target):
        self.entries[path.lstrip('/')] = ('link', target, 0o777)

    def folder(self, path, mode=0o755):
        self.entries[path.lstrip('/')] = ('folder', None, mode)

    def tree(self, path, source, keep=lambda relative: True):
        """A folder with all that is in it; links stay links."""
        source = pathlib.Path(source)
        for at, folders, files in os.walk(source):
            folders[:] = [one for one in folders if one != '__pycache__']
            for name in sorted(files + [one for one in folders if os.path.islink(os.path.join(at, one))]):
                real = pathlib.Path(at, name)
                relative = str(real.relative_to(source))
                if not keep(relative):
                    continue
                if real.is_symlink():
                    self.link(f'{path}/{relative}', os.readlink(real))
                elif real.is_file():
                    self.file(f'{path}/{relative}', real)

    def program(self, path, source, mode=0o755):
        """A program with the libraries that it is linked with, each where it looks for it."""
        self.file(path, source, mode)
        self.libraries_of([source])

    def libraries_of(self, sources):
        for line in subprocess.run(['ldd', *map(str, sources)], capture_output=True, text=True, check=False).stdout.splitlines():
            words = line.split()
            where = words[2] if '=>' in words and len(words) > 2 else words[0] if words else ''
            if where.startswith('/') and not where.endswith(':'):
                self.file(where, where, 0o755)

    def key(self):
        """Changes when the image would."""
        digest = hashlib.sha256(repr((self.name, self.config)).encode())
        for path, (kind, content, mode) in sorted(self.entries.items()):
            facts = (content.stat().st_size, content.stat().st_mtime_ns) if kind == 'file' else content
            digest.update(repr((path, kind, facts, mode)).encode())
        return digest.hexdigest()

    def write_into(self, folder):
        """Returns the archive; one that was made of the same files is left as it is."""
        folder.mkdir(parents=True, exist_ok=True)
        archive = folder / (self.name.split('/')[1].replace(':', '-') + '.tar')
        stamp = archive.with_suffix('.key')
        key = self.key()
        if not (archive.exists() and stamp.exists() and stamp.read_text() == key):
            stamp.unlink(missing_ok=True)
            self.write(archive)
            stamp.write_text(key)
        return archive

    def write(self, target):
        layer = io.BytesIO()
        with tarfile.open(fileobj=layer, mode='w', format=tarfile.GNU_FORMAT) as tar:
            for folder in sorted(self.missing_folders()):
                self.entries[folder] = ('folder', None, 0o755)
            for path in sorted(self.entries):
                add(tar, path, *self.entries[path])
        write_archive(target, self.name, layer.getvalue(), self.config)

    def missing_folders(self):
        return {str(parent) for path in self.entries for parent in pathlib.PurePosixPath(path).parents if str(parent) != '.'} - set(self.entries)


def add(tar, path, kind, content, mode):
    entry = tarfile.TarInfo(path)
    entry.mode = mode
    if kind == 'file':
        entry.size = content.stat().st_size
        with open(content, 'rb') as stream:
            tar.addfile(entry, stream)
    elif kind == 'text':
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
    else:
        entry.type = tarfile.DIRTYPE if kind == 'folder' else tarfile.SYMTYPE
        entry.linkname = content or ''
        tar.addfile(entry)


def write_archive(target, name, layer, config):
    blobs = {}

    def blob(content):
        digest = hashlib.sha256(content).hexdigest()
        blobs[f'blobs/sha256/{digest}'] = content
        return {'digest': f'sha256:{digest}', 'size': len(content)}

    def document(content):
        return json.dumps(content, sort_keys=True, separators=(',', ':')).encode()

    layer_blob = {'mediaType': 'application/vnd.oci.image.layer.v1.tar', **blob(layer)}
    config_blob = blob(document({
        'architecture': ARCHITECTURES.get(platform.machine(), platform.machine()), 'os': 'linux', 'created': EPOCH, 'config': config,
        'rootfs': {'type': 'layers', 'diff_ids': [layer_blob['digest']]}, 'history': [{'created': EPOCH, 'created_by': 'sonde'}]}))
    manifest = blob(document({
        'schemaVersion': 2, 'mediaType': 'application/vnd.oci.image.manifest.v1+json',
        'config': {'mediaType': 'application/vnd.oci.image.config.v1+json', **config_blob}, 'layers': [layer_blob]}))
    index = {'schemaVersion': 2, 'manifests': [{'mediaType': 'application/vnd.oci.image.manifest.v1+json', **manifest,
                                                'annotations': {'io.containerd.image.name': name, 'org.opencontainers.image.ref.name': name}}]}
    files = {'oci-layout': b'{"imageLayoutVersion":"1.0.0"}', 'index.json': document(index), **blobs}
    temporary = pathlib.Path(f'{target}.new')
    with tarfile.open(temporary, 'w', format=tarfile.GNU_FORMAT) as tar:
        for path in sorted(files):
            add(tar, path, 'text', files[path], 0o644)
    temporary.rename(target)
