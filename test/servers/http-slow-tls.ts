import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentAnswers, listening, sendJson } from './http-server';

/** A certificate of this run for loopback. @returns the files of its key and of itself. */
function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-tls-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, '-keyout', key, '-out', certificate],
    { stdio: 'ignore' },
  );
  return { folder, key, certificate };
}

/** The agent API behind TLS that begins this late, with a new connection for every answer. */
export async function startSlowTls(handshakeMs: number) {
  const { folder, key, certificate } = makeCertificate();
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate), keepAlive: false },
    ({ url = '' }, response) => {
      response.setHeader('Connection', 'close');
      sendJson(response, agentAnswers[url] ?? {});
    },
  );
  const inner = await listening(server, 'https');
  const port = Number(new URL(inner.url).port);
  const sockets = new Set<Socket>();
  const front = createTcpServer((socket) => {
    sockets.add(socket);
    const quiet = () => {};
    socket.on('error', quiet);
    setTimeout(() => socket.pipe(connect(port, '127.0.0.1').on('error', quiet)).pipe(socket), handshakeMs);
  });
  const outer = await listening(front, 'https');
  return {
    url: outer.url,
    folder,
    certificate,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await inner.stop();
      await outer.stop();
    },
  };
}
