"""How many pieces of a product there are: stock.py [HOST:]PORT DATABASE FAULTS

FAULTS is a folder: a file `slow-dependency` in it makes reading slow, a file `error-burst` makes some of it fail.
"""

import os
import random
import sys
import time

import service

LISTEN, DATABASE = map(service.address, sys.argv[1:3])
FAULTS = sys.argv[3]
pool = service.Pool(DATABASE, size=4)


def faulty(name):
    return os.path.exists(os.path.join(FAULTS, name))


def pieces(product):
    if faulty('slow-dependency'):
        time.sleep(random.uniform(0.3, 0.5))
    if faulty('error-burst') and random.random() < 0.4:
        return 500, {'error': 'the shelf is locked'}
    with pool.connection() as db, db.cursor() as cursor:
        cursor.execute('SELECT pieces FROM stock WHERE product_id = %s', (product,))
        row = cursor.fetchone()
        return (200, {'pieces': row[0]}) if row else (404, {'error': 'no such product'})


def reserve(product):
    with pool.connection() as db, db.cursor() as cursor:
        cursor.execute('UPDATE stock SET pieces = pieces - 1 WHERE product_id = %s AND pieces > 0', (product,))
        return (200, {'reserved': cursor.rowcount})


service.serve(LISTEN, {
    ('GET', '/stock/'): pieces,
    ('POST', '/stock/'): reserve,
})
