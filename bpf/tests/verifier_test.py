"""What the kernel's verifier walks through before the programs run."""

import unittest

from kernel import Kernel


class VerifierTest(unittest.TestCase):
    def test_the_verifier_has_a_short_way(self):
        # Three hundred thousand take a third of a second of each agent's start, and old kernels walk through more of them.
        with Kernel() as kernel:
            if not kernel.walked:
                self.skipTest("kernels before 5.16 do not tell")
            self.assertLess(kernel.walked, 200_000)


if __name__ == "__main__":
    unittest.main()
