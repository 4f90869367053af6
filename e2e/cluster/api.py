"""The cluster's API, spoken as its administrator."""

import http.client
import json
import ssl
import time


class Refused(Exception):
    def __init__(self, status, message):
        super().__init__(f'{status}: {message}')
        self.status = status


class Api:
    def __init__(self, layout, file='admin'):
        self.address = layout.address
        self.context = ssl.create_default_context(cafile=str(layout.pki / 'ca.crt'))
        self.context.load_cert_chain(layout.pki / f'{file}.crt', layout.pki / f'{file}.key')
        self.connection = None

    def ask(self, method, path, body=None, content='application/json'):
        """Returns the answer's object; a connection that was closed meanwhile is made again once."""
        data = None if body is None else body if isinstance(body, (str, bytes)) else json.dumps(body)
        for again in (True, False):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPSConnection(self.address, 6443, context=self.context, timeout=30)
                self.connection.request(method, path, data, {'Content-Type': content})
                answer = self.connection.getresponse()
                text = answer.read()
                break
            except (OSError, http.client.HTTPException):
                self.connection = None
                if not again:
                    raise
        if answer.status >= 300:
            try:
                message = json.loads(text)['message']
            except (ValueError, KeyError, TypeError):
                message = text.decode(errors='replace')
            raise Refused(answer.status, message)
        return json.loads(text) if text.startswith(b'{') else text.decode()

    def get(self, path):
        return self.ask('GET', path)

    def apply(self, path, thing):
        """Made, or made to be so."""
        return self.ask('PATCH', f'{path}/{thing["metadata"]["name"]}?fieldManager=sonde-cluster&force=true', thing, 'application/apply-patch+yaml')

    def answers(self, path):
        """What is there, or None."""
        try:
            return self.get(path)
        except (OSError, http.client.HTTPException, Refused):
            return None


def until(what, holds, patience_seconds, broken=lambda: None):
    """Waits; returns what held. BROKEN says why waiting is in vain."""
    deadline = time.monotonic() + patience_seconds
    while True:
        found = holds()
        if found:
            return found
        why = broken()
        if why:
            return None
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.05)
