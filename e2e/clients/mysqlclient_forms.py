#!/usr/bin/python3
"""What mysqlclient sends, which is libmariadb's: mysqlclient_forms.py PORT plain|compressed|tls FILE"""

import sys

import MySQLdb
import MySQLdb.cursors

PORT, WAY, FILE = int(sys.argv[1]), sys.argv[2], sys.argv[3]
MORE = {'plain': {}, 'compressed': {'compress': True}, 'tls': {'ssl': {'ssl': True}}}[WAY]
SETTINGS = dict(host='127.0.0.1', port=PORT, user='shop', password='shop', database='shop', local_infile=1, **MORE)


def run(connection, sql, parameters=None):
    cursor = connection.cursor()
    try:
        cursor.execute(sql, parameters)
        cursor.fetchall()
        while cursor.nextset():
            cursor.fetchall()
    except MySQLdb.Error:
        pass
    cursor.close()


def load(connection):
    with open(FILE, 'w', encoding='ascii') as out:
        out.writelines(f'{i}\tloaded {i}\n' for i in range(3000))
    run(connection, f"LOAD DATA LOCAL INFILE '{FILE}' INTO TABLE sale (item, note)")
    run(connection, "LOAD DATA LOCAL INFILE '/nowhere' INTO TABLE sale (item, note)")


def unbuffered():
    connection = MySQLdb.connect(**SETTINGS, cursorclass=MySQLdb.cursors.SSCursor)
    cursor = connection.cursor()
    cursor.execute("SELECT seq, REPEAT('u', 100) FROM seq_1_to_500")
    cursor.fetchmany(5)
    cursor.close()
    connection.close()


connection = MySQLdb.connect(**SETTINGS)
connection.autocommit(True)
run(connection, 'SELECT id, name FROM item WHERE id < %s AND name <> %s', (11, "it's"))
run(connection, 'SELECT 1; SELECT id FROM item WHERE id < 4; SELECT 2')
run(connection, 'SELECT 3; SELECT nothing FROM item; SELECT 4')
run(connection, 'CALL two_results(7)')
cursor = connection.cursor()
cursor.executemany('INSERT INTO sale (item, note) VALUES (%s, %s)', [(i, f'many {i}') for i in range(200)])
cursor.close()
load(connection)
connection.ping()
connection.stat()
connection.select_db('mysql')
connection.change_user('shop', 'shop', 'shop')
run(connection, 'SELECT LENGTH(%s)', ('x' * 70_000,))
run(connection, 'UPDATE item SET name = name WHERE id < 9')
connection.close()
unbuffered()
