// What mysql2 of Node sends: main.mjs PORT
import mysql from 'mysql2/promise';

const settings = { host: '127.0.0.1', port: Number(process.argv[2]), user: 'shop', password: 'shop', database: 'shop' };

async function work(more) {
  const connection = await mysql.createConnection({ ...settings, ...more });
  const quietly = (promise) => promise.catch(() => undefined);
  for (let i = 1; i < 6; i++) {
    await connection.query('SELECT id, name FROM item WHERE id < ?', [i * 7]);
    await connection.execute('SELECT name FROM item WHERE id = ?', [i]);
  }
  // Handed over without waiting: the driver keeps them in a queue.
  await Promise.all([1, 2, 3, 4, 5].map((i) => connection.execute('SELECT price FROM item WHERE id = ?', [i])));
  await Promise.all([1, 2, 3, 4, 5].map((i) => connection.query('SELECT ? + 1', [i])));
  await quietly(connection.query('SELECT nothing FROM item'));
  await quietly(connection.execute('SELECT nothing FROM item WHERE id = ?', [1]));
  if (more.multipleStatements) {
    await connection.query('SELECT 1; SELECT id FROM item WHERE id < 4; UPDATE item SET name = name');
  }
  await connection.query('CALL two_results(3)');
  await connection.query('SELECT LENGTH(?)', ['n'.repeat(90000)]);
  await connection.beginTransaction();
  await connection.query('INSERT INTO sale (item, note) VALUES ?', [[[1, 'a'], [2, 'b'], [3, 'c']]]);
  await connection.rollback();
  await connection.unprepare('SELECT name FROM item WHERE id = ?');
  await connection.ping();
  await connection.changeUser({ user: 'shop', password: 'shop', database: 'shop' });
  await connection.query('SELECT id FROM item WHERE id = 9');
  await connection.end();
}

await work({});
await work({ multipleStatements: true, charset: 'LATIN1_SWEDISH_CI' });
const pool = mysql.createPool({ ...settings, connectionLimit: 4 });
await Promise.all(Array.from({ length: 40 }, (_, i) => pool.execute('SELECT id FROM item WHERE name = ?', [`item ${i}`])));
await pool.end();
