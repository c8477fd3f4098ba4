// A server of document 000 in another hand: any path, each line of a task in a message of its own, all of them at once. Started on its own,
// because tests put it into a network of its own. The first argument is the port; with `--dies-after n` it ends at the n-th socket.

import { createServer } from 'node:http';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'dies-after': { type: 'string', default: 'Infinity' } },
});
const server = createServer((_request, response) => response.end('{"status":"ok"}'));
let sockets = 0;
new WebSocketServer({ server }).on('connection', (socket) => {
  sockets++;
  if (sockets >= Number(values['dies-after'])) process.exit(0);
  socket.on('error', () => {});
  socket.on('message', (message) => {
    const { task } = JSON.parse(String(message));
    const lines = String(task)
      .replace(/^.*?: /, '')
      .split('\n');
    for (const line of lines) socket.send(JSON.stringify({ event_type: 'output', data: { message: line } }));
    socket.send(JSON.stringify({ event_type: 'complete', data: {} }));
  });
});
server.listen(Number(positionals[0]), '127.0.0.1', () => process.stdout.write('ready\n'));
