#!/usr/bin/python3
"""Calls of MariaDB's C client that no driver of a language makes: libmariadb_forms.py PORT"""

import ctypes
import sys

lib = ctypes.CDLL('libmariadb.so.3')
P, C = ctypes.c_void_p, ctypes.c_char_p
LONG, BLOB, NULL_TERMINATED = 3, 252, 1
CURSOR_TYPE, PREFETCH_ROWS, ARRAY_SIZE = 1, 2, 201
for name, arguments, result in (
        ('mysql_init', (P,), P),
        ('mysql_real_connect', (P, C, C, C, C, ctypes.c_uint, C, ctypes.c_ulong), P),
        ('mysql_list_fields', (P, C, C), P), ('mysql_list_processes', (P,), P), ('mysql_free_result', (P,), None),
        ('mysql_stat', (P,), C), ('mysql_ping', (P,), ctypes.c_int), ('mysql_reset_connection', (P,), ctypes.c_int),
        ('mysql_change_user', (P, C, C, C), ctypes.c_char), ('mysql_select_db', (P, C), ctypes.c_int),
        ('mysql_set_server_option', (P, ctypes.c_int), ctypes.c_int), ('mysql_refresh', (P, ctypes.c_uint), ctypes.c_int),
        ('mysql_dump_debug_info', (P,), ctypes.c_int), ('mysql_close', (P,), None), ('mysql_error', (P,), C),
        ('mysql_stmt_init', (P,), P), ('mysql_stmt_prepare', (P, C, ctypes.c_ulong), ctypes.c_int),
        ('mysql_stmt_bind_param', (P, P), ctypes.c_char), ('mysql_stmt_execute', (P,), ctypes.c_int),
        ('mysql_stmt_send_long_data', (P, ctypes.c_uint, C, ctypes.c_ulong), ctypes.c_char),
        ('mysql_stmt_attr_set', (P, ctypes.c_int, P), ctypes.c_char), ('mysql_stmt_store_result', (P,), ctypes.c_int),
        ('mysql_stmt_fetch', (P,), ctypes.c_int), ('mysql_stmt_reset', (P,), ctypes.c_char),
        ('mysql_stmt_free_result', (P,), ctypes.c_char), ('mysql_stmt_close', (P,), ctypes.c_char),
        ('mysql_stmt_error', (P,), C)):
    function = getattr(lib, name)
    function.argtypes, function.restype = arguments, result


class Bind(ctypes.Structure):
    _fields_ = [('length', P), ('is_null', P), ('buffer', P), ('error', P), ('indicator', P), ('f1', P), ('f2', P), ('f3', P),
                ('buffer_length', ctypes.c_ulong), ('offset', ctypes.c_ulong), ('length_value', ctypes.c_ulong),
                ('flags', ctypes.c_uint), ('pack_length', ctypes.c_uint), ('buffer_type', ctypes.c_int),
                ('rest', ctypes.c_char * 4), ('extension', P)]


def check(bad, statement=None):
    if bad not in (0, b'\0'):
        raise SystemExit(lib.mysql_stmt_error(statement) if statement else lib.mysql_error(db))


def prepare(sql):
    statement = lib.mysql_stmt_init(db)
    check(lib.mysql_stmt_prepare(statement, sql, len(sql)), statement)
    return statement


def commands():
    for table in (b'item', b'sale'):
        lib.mysql_free_result(lib.mysql_list_fields(db, table, None))
    lib.mysql_list_fields(db, b'nowhere', None)
    lib.mysql_stat(db)
    lib.mysql_free_result(lib.mysql_list_processes(db))
    check(lib.mysql_ping(db))
    check(lib.mysql_set_server_option(db, 0))
    lib.mysql_select_db(db, b'nowhere')
    check(lib.mysql_select_db(db, b'mysql'))
    check(lib.mysql_change_user(db, b'shop', b'shop', b'shop'))
    check(lib.mysql_reset_connection(db))
    check(lib.mysql_select_db(db, b'shop'))


def long_data():
    statement = prepare(b'INSERT INTO sale (item, note) VALUES (1, ?)')
    bind = Bind(buffer_type=BLOB)
    check(lib.mysql_stmt_bind_param(statement, ctypes.addressof(bind)), statement)
    for sizes in ((10,), (3000, 3000), (9000,), (100_000, 5), (20, 20, 20)):
        for size in sizes:
            check(lib.mysql_stmt_send_long_data(statement, 0, b'l' * size, size), statement)
        check(lib.mysql_stmt_execute(statement), statement)
    check(lib.mysql_stmt_reset(statement), statement)
    lib.mysql_stmt_close(statement)


def cursor():
    statement = prepare(b'SELECT seq FROM seq_1_to_95')
    kind, rows = ctypes.c_ulong(1), ctypes.c_ulong(10)
    check(lib.mysql_stmt_attr_set(statement, CURSOR_TYPE, ctypes.addressof(kind)), statement)
    check(lib.mysql_stmt_attr_set(statement, PREFETCH_ROWS, ctypes.addressof(rows)), statement)
    check(lib.mysql_stmt_execute(statement), statement)
    while lib.mysql_stmt_fetch(statement) in (0, 101):
        pass
    lib.mysql_stmt_free_result(statement)
    lib.mysql_stmt_close(statement)


def bulk():
    statement = prepare(b'INSERT INTO sale (item) VALUES (?)')
    count = 500
    numbers = (ctypes.c_int * count)(*range(count))
    size = ctypes.c_uint(count)
    check(lib.mysql_stmt_attr_set(statement, ARRAY_SIZE, ctypes.addressof(size)), statement)
    bind = Bind(buffer_type=LONG, buffer=ctypes.addressof(numbers))
    check(lib.mysql_stmt_bind_param(statement, ctypes.addressof(bind)), statement)
    check(lib.mysql_stmt_execute(statement), statement)
    lib.mysql_stmt_close(statement)


db = lib.mysql_init(None)
if not lib.mysql_real_connect(db, b'127.0.0.1', b'shop', b'shop', b'shop', int(sys.argv[1]), None, 0):
    raise SystemExit(lib.mysql_error(db))
commands()
long_data()
cursor()
bulk()
lib.mysql_close(db)
