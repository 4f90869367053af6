"""How many pieces of a product there are: stock.py PORT DATABASE_PORT"""

import sys

import service

PORT, DATABASE_PORT = map(int, sys.argv[1:])
pool = service.Pool(DATABASE_PORT, size=4)


def pieces(product):
    with pool.connection() as db, db.cursor() as cursor:
        cursor.execute('SELECT pieces FROM stock WHERE product_id = %s', (product,))
        row = cursor.fetchone()
        return (200, {'pieces': row[0]}) if row else (404, {'error': 'no such product'})


def reserve(product):
    with pool.connection() as db, db.cursor() as cursor:
        cursor.execute('UPDATE stock SET pieces = pieces - 1 WHERE product_id = %s AND pieces > 0', (product,))
        return (200, {'reserved': cursor.rowcount})


service.serve(PORT, {
    ('GET', '/stock/'): pieces,
    ('POST', '/stock/'): reserve,
})
