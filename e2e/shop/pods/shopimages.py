"""The shop's images: from the programs of this machine, one for each service, and one with nothing but busybox for what tests need."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SHOP = HERE.parent
sys.path.insert(0, str(SHOP.parent / 'cluster'))

import build  # noqa: E402
import images  # noqa: E402
import parts  # noqa: E402
from say import Failure, say  # noqa: E402

MODULES = 'java.base,java.sql,java.net.http,java.naming,java.management,jdk.httpserver'
# Of Python's library what a service of the shop never loads.
LEFT_OUT = ('test', 'idlelib', 'tkinter', 'ensurepip', 'lib2to3', 'pydoc_data', 'distutils', 'unittest', 'config-', 'site-packages', 'dist-packages')
# As `USER` of the images: nobody of the machine's.
USER = '1000:1000'
RUN_JAVA = ['/runtime/bin/java', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx96m', '-Dsun.net.httpserver.nodelay=true', '-cp', '/app/*:/app/classes']


def all_images(java_home, class_path):
    yield stock()
    yield web()
    yield cart()
    yield front()
    yield mariadb()
    yield redis()
    runtime = java_runtime(java_home)
    # The second version is another image of the same program: what changed is how it is started.
    yield java('orders', '1', 'dev.sonde.shop.orders.Orders', runtime, class_path)
    yield java('orders', '2', 'dev.sonde.shop.orders.Orders', runtime, class_path, 'SHOP_VERSION=2')
    yield java('visitors', '1', 'dev.sonde.shop.visitors.Visitors', runtime, class_path)


def base(name, version='1', **how):
    image = images.Image(f'sonde.test/shop-{name}:{version}', user=USER, **how)
    image.folder('/tmp', 0o1777)
    image.text('/etc/passwd', 'root:x:0:0::/:/bin/sh\nshop:x:1000:1000::/tmp:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n')
    image.text('/etc/group', 'root:x:0:\nshop:x:1000:\nnogroup:x:65534:\n')
    image.file('/bin/busybox', found('busybox'), 0o755)
    for applet in ('sh', 'cat', 'sed', 'mkdir', 'touch', 'rm', 'kill', 'ls', 'sleep', 'wget'):
        image.link(f'/bin/{applet}', 'busybox')
    return image


def found(name):
    at = shutil.which(name, path=os.environ.get('PATH', '') + ':/usr/sbin:/sbin')
    if not at:
        raise Failure('SD-5060', f'{name} is not installed', 'An image of the shop is made of it', 'Install it and run this again')
    return os.path.realpath(at)


def stock():
    image = base('stock', entrypoint=['/usr/bin/python3', '-B', '/app/stock.py'])
    python = os.path.realpath('/usr/bin/python3')
    facts = json.loads(subprocess.run(
        [python, '-c', 'import json, os, sysconfig, pymysql; print(json.dumps([sysconfig.get_path("stdlib"), os.path.dirname(pymysql.__file__)]))'],
        capture_output=True, text=True, check=True).stdout)
    image.program(python, python)
    image.link('/usr/bin/python3', os.path.basename(python))
    image.tree(facts[0], facts[0], keep=lambda relative: not relative.startswith(LEFT_OUT))
    image.libraries_of(pathlib.Path(facts[0], 'lib-dynload').glob('*.so'))
    image.tree('/app/pymysql', facts[1])
    for name in ('stock.py', 'service.py'):
        image.file(f'/app/{name}', SHOP / name, 0o644)
    return image


def web():
    image = base('web', entrypoint=['/usr/bin/node', '/app/web.mjs'])
    image.program('/usr/bin/node', found('node'))
    image.file('/app/web.mjs', SHOP / 'web.mjs', 0o644)
    return image


def cart():
    program, sources = parts.cache() / 'shop' / 'cart', list((SHOP / 'cart').iterdir())
    if not program.exists() or program.stat().st_mtime < max(source.stat().st_mtime for source in sources):
        subprocess.run([build.find_go(), 'build', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-o', program, '.'], cwd=SHOP / 'cart', check=True,
                       env={**os.environ, 'CGO_ENABLED': '0', 'GOFLAGS': '', 'GOWORK': 'off'})
    image = base('cart', entrypoint=['/cart'])
    image.file('/cart', program, 0o755)
    return image


def front():
    image = base('front', entrypoint=['/usr/sbin/nginx', '-c', '/shop/nginx.conf', '-e', 'stderr'])
    image.program('/usr/sbin/nginx', found('nginx'))
    text = (SHOP / 'nginx.conf').read_text()
    for name, value in {'WORK': '/tmp', 'HERE': '/shop', 'LOG': 'stderr', 'FRONT': '8080', 'WEB': 'web:8080'}.items():
        text = text.replace(f'@{name}@', value)
    image.text('/shop/nginx.conf', text)
    image.file('/shop/index.html', SHOP / 'index.html', 0o644)
    return image


def mariadb():
    image = base('mariadb', entrypoint=['/bin/sh', '/shop/mariadb.sh', '/data', '3306'])
    image.program('/usr/sbin/mariadbd', found('mariadbd'))
    share = pathlib.Path('/usr/share/mysql')
    image.tree(str(share), share, keep=lambda relative: relative.startswith(('mysql_', 'charsets/', 'english/')))
    image.file('/shop/mariadb.sh', HERE / 'mariadb.sh', 0o755)
    image.file('/shop/schema.sql', SHOP / 'schema.sql', 0o644)
    return image


def redis():
    image = base('redis', entrypoint=['/usr/bin/redis-server', '--port', '6379', '--protected-mode', 'no', '--save', ''])
    # The same program in all packages of it; it is what it is called.
    image.program('/usr/bin/redis-server', found('redis-check-rdb'))
    return image


def java_runtime(java_home):
    release = pathlib.Path(java_home, 'release')
    if not release.exists():
        raise Failure('SD-5064', 'No JDK was named', f'There is none at "{java_home}"', 'Set JAVA_HOME, or start ./sonde, which finds one')
    key = hashlib.sha256((release.read_text() + MODULES).encode()).hexdigest()[:10]
    runtime = parts.cache() / 'shop' / f'java-{key}'
    if not runtime.exists():
        fresh = runtime.with_suffix('.new')
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([f'{java_home}/bin/jlink', '--add-modules', MODULES, '--strip-debug', '--no-header-files', '--no-man-pages', '--output', fresh],
                       check=True)
        fresh.rename(runtime)
    return runtime


def java(name, version, main, runtime, class_path, *environment):
    image = base(name, version, entrypoint=[*RUN_JAVA, main], environment=environment)
    image.tree('/runtime', runtime)
    image.libraries_of([runtime / 'bin/java', *runtime.glob('lib/*.so'), *runtime.glob('lib/server/*.so')])
    # The libraries of the runtime itself are found beside it, wherever that is.
    image.entries = {path: entry for path, entry in image.entries.items() if not path.startswith(str(runtime).lstrip('/'))}
    for entry in class_path.split(':'):
        if os.path.isdir(entry):
            image.tree('/app/classes', entry)
        elif entry:
            image.file(f'/app/{os.path.basename(entry)}', entry, 0o644)
    return image


def make(java_home, class_path, folder):
    """Archives of all images; one that was made of the same files is left as it is."""
    made = [image.write_into(folder) for image in all_images(java_home, class_path)]
    say(f'{len(made)} images of the shop, {sum(one.stat().st_size for one in made) >> 20} MiB')
    return made
