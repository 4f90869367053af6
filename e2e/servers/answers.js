// Node's HTTP server, with an answer in every form that HTTP/1 has: answers.js PORT
// Says on standard output what it has answered: METHOD PATH STATUS. See ask.py for who asks.
'use strict';
const http = require('http');
const net = require('net');

const wait = millis => new Promise(done => setTimeout(done, millis));
const said = (request, status) => process.stdout.write(`${request.method} ${request.url} ${status}\n`);
const hints = {link: '</style.css>; rel=preload; as=style', 'x-trace': 'x'.repeat(300)};

const answers = {
  async '/early'(request, response) {
    response.writeEarlyHints(hints);
    await wait(100);
    response.end('hinted');
  },
  '/hinted'(request, response) {
    request.socket.cork();
    response.writeEarlyHints(hints);
    response.statusCode = 201;
    response.end('hinted');
    request.socket.uncork();
  },
  '/cached'(request, response) {
    response.statusCode = request.headers['if-none-match'] ? 304 : 200;
    response.end();
  },
  '/close'(request, response) {
    response.useChunkedEncodingByDefault = false;
    response.setHeader('Connection', 'close');
    response.write('a'.repeat(3000));
    setTimeout(() => response.end('b'.repeat(3000)), 100);
  },
  async '/trailers'(request, response) {
    response.setHeader('Trailer', 'X-Sum');
    for (let i = 0; i < 3; i++) {
      response.write('c'.repeat(5000));
      await wait(20);
    }
    response.addTrailers({'X-Sum': '15000'});
    response.end();
  },
  async '/events'(request, response) {
    response.setHeader('Content-Type', 'text/event-stream');
    for (const millis of [0, 200, 1300, 200]) {
      await wait(millis);
      response.write(`data: ${'d'.repeat(100)}\n\n`);
    }
    response.end();
  },
  async '/slow-parts'(request, response) {
    for (const millis of [0, 1200, 1200]) {
      await wait(millis);
      response.write('p'.repeat(400));
    }
    response.end();
  },
  '/refused'(request, response) {
    response.writeHead(413, {Connection: 'close'});
    response.end('too much');
  },
  async '/reset'(request, response) {
    response.setHeader('Content-Length', '100000');
    response.write('r'.repeat(20000));
    await wait(30);
    request.socket.resetAndDestroy();
  },
  '/reset-at-once'(request, response) {
    response.write('r'.repeat(2000), () => request.socket.resetAndDestroy());
  },
  '/dropped'(request) {
    request.socket.resetAndDestroy();
    return 'none';
  },
  '/big'(request, response) {
    response.end(Buffer.alloc(8 << 20, 'b'));
  },
};

async function plain(request, response) {
  for await (const part of request) void part;
  response.end(request.url.startsWith('/old') ? 'old' : 'e'.repeat(600));
}

const server = http.createServer(async (request, response) => {
  try {
    const status = await (answers[request.url] || plain)(request, response);
    said(request, status || response.statusCode);
  } catch {
    said(request, 'none'); // the client has gone, or what it sent is no body
  }
});
server.on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  socket.on('data', data => socket.write(data)).on('error', () => {});
  said(request, 101);
});
server.on('connect', (request, socket, early) => {
  const [host, port] = request.url.split(':');
  const beyond = net.connect(port, host, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    beyond.write(early);
    socket.pipe(beyond).pipe(socket);
    said(request, 200);
  });
  for (const end of [beyond, socket]) end.on('error', () => { beyond.destroy(); socket.destroy(); });
});
server.listen(Number(process.argv[2]), '127.0.0.1');
