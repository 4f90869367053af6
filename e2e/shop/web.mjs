// What visitors talk to, behind nginx: node web.mjs [HOST:]PORT ORDERS STOCK [CART], each [HOST:]PORT
import http from 'node:http';

const [listen, orders, stock, cart] = process.argv.slice(2).map(word => {
  const [port, host] = word.split(':').reverse();
  return { host: host ?? '127.0.0.1', port: Number(port) };
});
const kept = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** Asks a service; resolves to its status and its answer. */
function ask(where, method, path) {
  return new Promise((resolve, reject) => {
    const asked = http.request({ ...where, method, path, agent: kept }, answer => {
      let text = '';
      answer.on('data', part => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, body: text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function product(id) {
  const [thing, pieces] = await Promise.all([ask(orders, 'GET', `/products/${id}`), ask(stock, 'GET', `/stock/${id}`)]);
  if (thing.status !== 200) return thing;
  // Without knowing the stock there is no page.
  if (pieces.status !== 200) return { status: 502, body: '{"error":"stock does not answer"}' };
  return { status: 200, body: JSON.stringify({ ...JSON.parse(thing.body), ...JSON.parse(pieces.body) }) };
}

function route(method, path) {
  const id = /^\/api\/(products|orders|carts)\/(\d+)$/.exec(path);
  if (method === 'GET' && path === '/api/products') return ask(orders, 'GET', '/products');
  if (method === 'GET' && id?.[1] === 'products') return product(id[2]);
  if (method === 'GET' && id?.[1] === 'orders') return ask(orders, 'GET', `/customers/${id[2]}/orders`);
  if (method === 'POST' && id?.[1] === 'orders') return ask(orders, 'POST', `/products/${id[2]}/orders`);
  if (cart && id?.[1] === 'carts') return ask(cart, method, `/carts/${id[2]}`);
  return { status: 404, body: '{"error":"no such page"}' };
}

const server = http.createServer(async (request, response) => {
  request.resume();
  let answer;
  try {
    answer = await route(request.method, request.url);
  } catch (e) {
    answer = { status: 502, body: JSON.stringify({ error: e.message }) };
  }
  response.writeHead(answer.status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
});
server.keepAliveTimeout = 60_000;
server.listen(listen.port, listen.host);
