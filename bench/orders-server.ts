import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes orders of users who have logged in, and shows them: as fast as a server can be, so that its cost changes little between runs. */
export async function startOrders(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const orders = new Map<string, string>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const id = request.url?.split('/').at(-1) ?? '';
    if (request.url === '/login') return void response.end(JSON.stringify({ token: `t-${Math.random()}` }));
    if (!request.headers.authorization?.startsWith('Bearer t-')) return void response.writeHead(401).end();
    if (request.method !== 'POST') return void response.end(orders.get(id) ?? '');
    const order = JSON.stringify({ ...JSON.parse(body), id: orders.size });
    orders.set(String(orders.size), order);
    response.writeHead(201).end(order);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
