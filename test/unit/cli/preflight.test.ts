import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Response } from '../../../cli/preflight/knock';
import { knockEverywhere, preflight } from '../../../cli/preflight/preflight';
import { whyNot } from '../../../cli/preflight/verdict';
import { UsageError } from '../../../cli/usage-error';
import type { Knock } from '../../../lib/load/load';

const socket: Knock = { kind: 'socket', path: '/ws/KN0CK', subprotocols: [], headers: {}, needsToken: false };
const withToken: Knock = { ...socket, needsToken: true };
const page: Knock = { kind: 'http', method: 'GET', path: '/health' };
const answer = (status: number): Response => ({ kind: 'answer', status });
const error = (code: string): Response => ({ kind: 'error', code });

describe('the load is sent', () => {
  it.each([101, 301, 302, 401, 403, 407, 426, 429, 500, 503])('to a socket that answers %d', (status) => {
    expect(whyNot(answer(status), '/ws', socket)).toBeUndefined();
  });

  it('to a socket that wants a token and answers 400 without one', () => {
    expect(whyNot(answer(400), '/ws', withToken)).toBeUndefined();
  });

  it.each([200, 204, 302, 400, 401, 403, 405, 422, 429, 500, 503])('to a path that answers %d', (status) => {
    expect(whyNot(answer(status), '/health', page)).toBeUndefined();
  });

  it.each<Response>([
    { kind: 'silent' },
    { kind: 'listens' },
    error('ECONNRESET'),
    error('EPROTO'),
    error('DEPTH_ZERO_SELF_SIGNED_CERT'),
    error('EMFILE'),
  ])('after %j', (response) => {
    expect(whyNot(response, '/ws', socket)).toBeUndefined();
  });
});

describe('no load is sent', () => {
  it.each([200, 204, 400, 404, 405])('to a socket that answers %d', (status) => {
    expect(whyNot(answer(status), '/ws', socket)).toBe(`no WebSocket opens at /ws (HTTP ${status})`);
  });

  it.each([200, 404, 405])('to a socket that wants a token and answers %d', (status) => {
    expect(whyNot(answer(status), '/ws', withToken)).toMatch(/no WebSocket/);
  });

  it('to a path that there is not', () => {
    expect(whyNot(answer(404), '/health', page)).toBe('GET /health is answered with HTTP 404');
  });

  it.each([
    ['ECONNREFUSED', /nothing listens/],
    ['ENOTFOUND', /name is not known/],
    ['EHOSTUNREACH', /no route/],
    ['HPE_INVALID_CONSTANT', /not answer in HTTP/],
  ])('after %s', (code, said) => {
    expect(whyNot(error(code), '/ws', socket)).toMatch(said);
  });
});

const anyPort = async (server: Server): Promise<URL> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return new URL(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/base/`);
};
const serve = (listener: RequestListener) => anyPort(createServer(listener));
const knockAtAddresses = (target: URL, knock: Knock | null, ...addresses: string[]) =>
  knockEverywhere(target, knock, async () => addresses);

describe('a knock', () => {
  it('opens a socket by its path behind that of TARGET_URL, and closes it with a Close frame', async () => {
    const http = createServer();
    const sockets = new WebSocketServer({ server: http });
    onTestFinished(() => void sockets.close());
    const seen = new Promise<unknown>((resolve) =>
      sockets.on('connection', (client, { url, headers }) =>
        client.on('close', (code) =>
          resolve({ url, protocol: headers['sec-websocket-protocol'], origin: headers.origin, code }),
        ),
      ),
    );
    const target = await anyPort(http);
    expect(
      await knockEverywhere(target, { ...socket, subprotocols: ['jobs.v2'], headers: { Origin: 'https://app' } }),
    ).toBeUndefined();
    expect(await seen).toEqual({ url: '/base/ws/KN0CK', protocol: 'jobs.v2', origin: 'https://app', code: 1000 });
  });

  it('asks for a path, and repeats no query of it', async () => {
    const target = await serve((request, response) =>
      response.writeHead(request.url === '/base/health?key=geheim' ? 404 : 200).end(),
    );
    const knocking = knockEverywhere(target, { ...page, path: '/health?key=geheim' });
    await expect(knocking).rejects.toThrow(UsageError);
    await expect(knocking).rejects.toThrow(/GET \/base\/health is answered with HTTP 404\. No load was sent/);
  });

  it('finds that a server speaks something else than HTTP', async () => {
    const target = await anyPort(createTcpServer((client) => client.end('SSH-2.0-OpenSSH\r\n')));
    await expect(knockEverywhere(target, socket)).rejects.toThrow(/does not answer in HTTP/);
    // What TLS says is k6's to judge.
    target.protocol = 'wss';
    expect(await knockEverywhere(target, socket)).toBeUndefined();
  });

  it('only connects where the scenario does not say more', async () => {
    let asked = 0;
    const target = await serve(() => void asked++);
    expect(await knockEverywhere(target, null)).toBeUndefined();
    expect(asked).toBe(0);
    target.port = '9';
    await expect(knockEverywhere(target, null)).rejects.toThrow(/127\.0\.0\.1:9 .*nothing listens/);
  });

  it('says which address failed where another one answered', async () => {
    const target = await serve((_request, response) => response.end());
    const said = await knockAtAddresses(target, page, '127.0.0.1', '127.0.0.2');
    expect(said).toMatch(/^1 of the 2 addresses of 127\.0\.0\.1 failed \(127\.0\.0\.2: nothing listens/);
    await expect(knockAtAddresses(target, page, '127.0.0.2', '127.0.0.3')).rejects.toThrow(/nothing listens/);
  });

  it('gives a name up that nobody knows', async () => {
    await expect(knockEverywhere(new URL('ws://loadmark.invalid'), socket)).rejects.toThrow(/name/);
  });
});

describe('before a run', () => {
  it('nothing is asked of what a proxy leads to, nor for a script of somebody else', async () => {
    const [script, TARGET_URL] = ['examples/jobs.ts', 'ws://loadmark.invalid'];
    await expect(preflight(script, { TARGET_URL })).rejects.toThrow(/name/);
    expect(await preflight(script, { TARGET_URL, http_proxy: 'http://127.0.0.1:9' })).toBeUndefined();
    expect(await preflight('test/stubs/k6.ts', { TARGET_URL })).toBeUndefined();
  });
});
