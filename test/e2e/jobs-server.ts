import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** A server of another dialect than document 000's, for examples/jobs.ts. Tells how many jobs it ran. */
export async function startJobsServer(): Promise<{ readonly url: string; jobs(): number; stop(): Promise<void> }> {
  const http = createServer();
  const sockets = new WebSocketServer({
    server: http,
    handleProtocols: (offered) => offered.has('jobs.v2') && 'jobs.v2',
  });
  let jobs = 0;
  sockets.on('connection', (socket, { url }) => {
    if (!/^\/v2\/jobs\/[\w-]+\/stream$/.test(url ?? '') || socket.protocol !== 'jobs.v2')
      return socket.close(4400, 'not a job');
    socket.on('message', (data) => {
      const { op, prompt } = JSON.parse(String(data));
      if (op !== 'run') return socket.send(JSON.stringify({ kind: 'failed', reason: `unknown operation ${op}` }));
      jobs++;
      socket.send(JSON.stringify({ kind: 'started' }));
      for (const line of String(prompt).split('\n')) socket.send(JSON.stringify({ kind: 'chunk', text: line }));
      socket.send(JSON.stringify({ kind: 'finished' }));
    });
  });
  await new Promise<void>((resolve) => http.listen(25_000 + (process.pid % 5_000), '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    jobs: () => jobs,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        http.close(() => resolve());
      }),
  };
}
