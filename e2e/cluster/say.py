"""Words for the person at the terminal."""

import sys


class Failure(Exception):
    """What went wrong, for people: code, what, why, what to do."""

    def __init__(self, code, what, why, remedy):
        super().__init__(f'{code}: {what}. {why}. {remedy}.')


def say(text):
    print(f'sonde: {text}', file=sys.stderr, flush=True)
