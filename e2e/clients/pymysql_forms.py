#!/usr/bin/python3
"""What PyMySQL sends, in all its forms: pymysql_forms.py PORT"""

import sys

import pymysql
from pymysql.constants import CLIENT

SETTINGS = dict(host='127.0.0.1', port=int(sys.argv[1]), user='shop', password='shop', database='shop', ssl_disabled=True)
MULTI = CLIENT.MULTI_STATEMENTS | CLIENT.SESSION_TRACK


def run(connection, sql, parameters=None):
    """Runs what may be several statements, and reads all their results."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(sql, parameters)
            cursor.fetchall()
            while cursor.nextset():
                cursor.fetchall()
        except pymysql.err.MySQLError:
            connection.rollback()


def several(connection):
    run(connection, 'SELECT 1; SELECT id FROM item WHERE id < 4; UPDATE item SET name = name; SELECT 2')
    run(connection, 'SELECT 3; SELECT nothing FROM item; SELECT 4')
    run(connection, 'CALL two_results(7)')
    run(connection, 'SET @in = 3; CALL out_param(@in, @out); SELECT @in, @out')
    run(connection, 'SELECT id, (SELECT t.id FROM item t WHERE s.id > 40) FROM item s ORDER BY id')
    run(connection, 'INSERT INTO sale (item, note) VALUES (1, %s), (2, %s)', ('a', 'b'))
    run(connection, 'DELETE FROM sale WHERE item = 1; SELECT COUNT(*) FROM sale; DROP TABLE nowhere')


def tracked(connection):
    run(connection, "SET SESSION session_track_schema = 1, session_track_system_variables = '*', session_track_state_change = 1")
    run(connection, 'USE mysql')
    run(connection, 'SET autocommit = 0')
    run(connection, 'USE shop')
    run(connection, 'UPDATE item SET name = name WHERE id = 2')
    run(connection, 'COMMIT')


def unbuffered():
    connection = pymysql.connect(**SETTINGS, cursorclass=pymysql.cursors.SSCursor)
    cursor = connection.cursor()
    cursor.execute("SELECT seq, REPEAT('u', 300) FROM seq_1_to_2000")
    for _ in range(3):
        cursor.fetchone()
    cursor.close()
    cursor = connection.cursor()
    cursor.execute('SELECT seq FROM seq_1_to_30')
    while cursor.fetchone():
        pass
    cursor.close()
    connection.close()


def long(connection):
    for bytes_ in (70_000, 200_000, 17 << 20):
        run(connection, 'SELECT LENGTH(%s)', ('x' * bytes_,))
        run(connection, 'SELECT id FROM item WHERE id = 5')
    run(connection, 'SELECT name FROM item WHERE id IN (' + ', '.join(map(str, range(3000))) + ')')
    run(connection, 'SELECT ' + ', '.join(f'{i} AS c{i}' for i in range(300)))
    run(connection, "SELECT REPEAT('r', 17000000)")
    run(connection, 'SELECT id FROM item WHERE id = 6')


def charsets():
    for charset in ('latin1', 'utf8mb4', 'gbk'):
        connection = pymysql.connect(**SETTINGS, charset=charset)
        run(connection, "SELECT 'ÄÖÜ' AS `ä`" if charset == 'latin1' else "SELECT '中文' AS `中`")
        run(connection, "SELECT id FROM item WHERE name = %s", ('item 7',))
        connection.close()


def others(connection):
    connection.ping()
    connection.select_db('mysql')
    connection.select_db('shop')
    connection.autocommit(True)
    run(connection, '/* app:shop */ SELECT /*+ hint */ 5 -- the rest')
    run(connection, 'SELEC nothing')


def main():
    connection = pymysql.connect(**SETTINGS, client_flag=MULTI)
    several(connection)
    tracked(connection)
    long(connection)
    others(connection)
    connection.close()
    unbuffered()
    charsets()
    try:
        pymysql.connect(**{**SETTINGS, 'password': 'wrong'})
    except pymysql.err.OperationalError:
        pass


main()
