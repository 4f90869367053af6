"""A real server under a real load: seen and lost together are what was served."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

from kernel import Kernel, CLIENT, LOST_EXCHANGE, LOST_PEER, SERVER, SKIPPED, names


@unittest.skipUnless(shutil.which("nginx") and shutil.which("wrk"), "nginx or wrk is missing")
class NginxTest(unittest.TestCase):
    def setUp(self):
        self.work = tempfile.TemporaryDirectory()
        work = self.work.name
        os.chmod(work, 0o755)
        with socket.socket() as reserved:
            reserved.bind(("127.0.0.1", 0))
            self.port = reserved.getsockname()[1]
        with open(work + "/1k.txt", "w") as page:
            page.write("a" * 1024)
        with open(work + "/nginx.conf", "w") as conf:
            conf.write(f"""daemon off; master_process off; pid {work}/pid; error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{ access_log {work}/access.log; sendfile on; keepalive_requests 100;
  client_body_temp_path {work}/b; proxy_temp_path {work}/p; fastcgi_temp_path {work}/f; uwsgi_temp_path {work}/u;
  scgi_temp_path {work}/s; server {{ listen 127.0.0.1:{self.port}; root {work}; default_type text/plain; }} }}
""")
        self.nginx = subprocess.Popen(["nginx", "-c", work + "/nginx.conf"], stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    break
            time.sleep(0.05)

    def tearDown(self):
        self.nginx.terminate()
        self.nginx.wait()
        self.work.cleanup()

    def load(self):
        subprocess.run(["wrk", "-t1", "-c16", "-d1s", f"http://127.0.0.1:{self.port}/1k.txt"], check=True,
                       stdout=subprocess.DEVNULL)
        time.sleep(0.3)

    def served(self):
        """What the server wrote into its books."""
        self.nginx.terminate()
        self.nginx.wait()
        with open(self.work.name + "/access.log") as log:
            return len(log.readlines())

    def test_every_request_that_the_server_counts_is_seen(self):
        with Kernel(ring=1 << 24, port=self.port) as kernel:
            self.load()
            kernel.settled()
            exchanges = kernel.exchanges(SERVER)
            lost = kernel.losses()
            # The loader prints records slower than a fast machine makes them: what its ring could not hold is counted.
            self.assertEqual(self.served(), len(exchanges) + lost[LOST_EXCHANGE])
            self.assertEqual({b"1k.txt"}, {names(r)[0] for r in exchanges})
            if not any(lost):
                self.assertEqual(len(exchanges), len(kernel.settlements(SERVER)))
                # The last of each client may have gone before its answer came.
                self.assertLessEqual(len(exchanges) - len(kernel.exchanges(CLIENT)), 16)

    def test_seen_and_lost_are_what_was_served_when_the_ring_is_small(self):
        with Kernel(ring=1 << 16, manual=True, port=self.port) as kernel:
            lost = kernel.losses()
            for _ in range(20):  # an emulated machine fills it in more than one
                if lost[LOST_EXCHANGE]:
                    break
                self.load()
                kernel.settled()
                lost = kernel.losses()
            self.assertGreater(lost[LOST_EXCHANGE], 0)
            kernel.command("drain")
            self.assertEqual(self.served(), len(kernel.exchanges(SERVER)) + lost[LOST_EXCHANGE])

    def test_seen_and_sampled_away_are_what_was_served(self):
        with Kernel(ring=1 << 22, port=self.port) as kernel:
            kernel.command("set sample_mask 15")
            self.load()
            kernel.settled()
            self.assertEqual(self.served(), len(kernel.exchanges(SERVER)) + kernel.sampled_away(SERVER))
            self.assertEqual(kernel.losses()[SKIPPED], kernel.sampled_away(SERVER) + kernel.sampled_away(CLIENT))


if __name__ == "__main__":
    unittest.main()
