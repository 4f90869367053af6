"""What the kernel's verifier walks through before the programs run."""

import platform
import unittest

from kernel import Kernel


class VerifierTest(unittest.TestCase):
    def test_the_verifier_has_a_short_way(self):
        # They are a part of each agent's start: 0.1 s for the 110,000 of 6.18 at sockets. 6.1 walks through 294,000 at devices.
        release = tuple(int(part) for part in platform.release().split(".")[:2])
        with Kernel() as kernel:
            if not kernel.walked:
                self.skipTest("kernels before 5.16 do not tell")
            self.assertLess(kernel.walked, 200_000 if release >= (6, 12) else 350_000)


if __name__ == "__main__":
    unittest.main()
