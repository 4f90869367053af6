"""A server that answers commands of MySQL."""

import socket
import threading


def command(payload):
    """A packet of MySQL that begins a command."""
    return len(payload).to_bytes(3, "little") + b"\0" + payload


class Statements:
    """Answers each command but one with long data or one that closes a statement, as MySQL does: at once, or all that came together. One connection."""

    OK = b"\x07\0\0\x01\0\0\0\x02\0\0\0"
    SILENT = (0x18, 0x19)

    def __init__(self, together=False, address="127.0.0.1"):
        self.together = together
        self.served = 0
        self.listener = socket.create_server((address, 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        connection, _ = self.listener.accept()
        data = bytearray()
        with connection:
            while more := connection.recv(1 << 20):
                data += more
                answers = []
                while len(data) > 4 and len(data) >= (whole := 4 + int.from_bytes(data[:3], "little")):
                    if data[4] not in self.SILENT:
                        answers.append(self.OK)
                    del data[:whole]
                self.served += len(answers)
                for answer in [b"".join(answers)] if self.together else answers:
                    connection.sendall(answer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
