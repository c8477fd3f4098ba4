// Stands for k6 on a machine where something answers 403 to every call of its REST API, as a proxy or a firewall does: the API of the real
// k6, which is a child of this process, is at another port. Arguments and exit code are those of k6.

import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const [binary = '', ...args] = process.argv.slice(2);
const at = args.indexOf('--address') + 1;
const [, port] = /:(\d+)$/.exec(args[at] ?? '') ?? [];
const server = createServer((_request, response) => response.writeHead(403).end('forbidden'));
if (port !== undefined) {
  server.listen(Number(port), '127.0.0.1');
  // The port of discard: k6 warns that it cannot listen there, or listens where nobody asks.
  args[at] = '127.0.0.1:0';
}
const k6 = spawn(binary, args, { stdio: 'inherit' });
process.on('SIGTERM', () => k6.kill('SIGTERM'));
k6.on('exit', (code) => process.exit(code ?? 1));
