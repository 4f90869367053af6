"""People in the shop, for so many seconds: visitors.py PORT SECONDS"""

import http.client
import random
import sys
import threading
import time

PORT, SECONDS = map(int, sys.argv[1:])
VISITORS = 20
PAUSE_SECONDS = 0.25
END = time.monotonic() + SECONDS


def visit(number):
    chance = random.Random(number)
    shop = http.client.HTTPConnection('127.0.0.1', PORT)
    while time.monotonic() < END:
        product = chance.randrange(1, 200)
        wish = chance.random()
        if wish < 0.12:
            step = 'GET', '/index.html'
        elif wish < 0.34:
            step = 'GET', '/api/products'
        elif wish < 0.36:
            step = 'GET', f'/api/products/{product + 1000}'
        elif wish < 0.66:
            step = 'GET', f'/api/products/{product}'
        elif wish < 0.90:
            step = 'GET', f'/api/orders/{chance.randrange(16000)}'
        else:
            step = 'POST', f'/api/orders/{product}'
        shop.request(*step)
        shop.getresponse().read()
        time.sleep(chance.uniform(0.5, 1.5) * PAUSE_SECONDS)


for number in range(VISITORS):
    threading.Thread(target=visit, args=(number,), daemon=True).start()
    time.sleep(0.05)
time.sleep(max(0, END - time.monotonic()))
