"""The shop: shop.py PORT STOCK_PORT DATABASE_PORT"""

import sys

import service

PORT, STOCK_PORT, DATABASE_PORT = map(int, sys.argv[1:])
pool = service.Pool(DATABASE_PORT, size=5)
stock = service.Peer(STOCK_PORT)


def products(_):
    with pool.connection() as db, db.cursor() as cursor:
        cursor.execute('SELECT id, name, price_cents FROM products ORDER BY name LIMIT 20')
        return 200, cursor.fetchall()


def product(number):
    with pool.connection() as db, db.cursor() as cursor:
        cursor.execute('SELECT name, price_cents FROM products WHERE id = %s', (number,))
        row = cursor.fetchone()
    if not row:
        return 404, {'error': 'no such product'}
    status, answer = stock.ask('GET', f'/stock/{number}')
    return status, {'name': row[0], 'price_cents': row[1], **answer}


def orders(customer):
    with pool.connection() as db, db.cursor() as cursor:
        cursor.execute('SELECT id, product_id FROM orders WHERE customer_id = %s ORDER BY id DESC LIMIT 10', (customer,))
        return 200, cursor.fetchall()


def order(number):
    status, answer = stock.ask('POST', f'/stock/{number}')
    if status != 200:
        return status, answer
    with pool.connection() as db, db.cursor() as cursor:
        cursor.execute('INSERT INTO orders (customer_id, product_id) VALUES (%s, %s)', (int(number) * 31, number))
        return 201, {'order': cursor.lastrowid}


service.serve(PORT, {
    ('GET', '/api/products/'): product,
    ('GET', '/api/products'): products,
    ('GET', '/api/orders/'): orders,
    ('POST', '/api/orders/'): order,
})
