import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { capacityProblem } from '../../../cli/preflight/capacity';
import type { Response } from '../../../cli/preflight/knock';
import { metricsProblem } from '../../../cli/preflight/metrics';
import { knockEverywhere, preflight } from '../../../cli/preflight/preflight';
import { whyNot } from '../../../cli/preflight/verdict';
import { UsageError } from '../../../cli/usage-error';
import type { Knock } from '../../../lib/load/load';
import type { LoadFacts } from '../../../lib/scenario/facts';

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

describe('the look at the metrics', () => {
  const shown = (status: number, text: string) => serve((_request, response) => response.writeHead(status).end(text));
  const problemOf = async (status: number, text: string) =>
    metricsProblem(`http://${(await shown(status, text)).host}/metrics`, 1_000);

  it.each([
    [200, 'process_resident_memory_bytes 123000000\n', undefined],
    [200, 'up 1\n', /no process_resident_memory_bytes/],
    [200, '<h1>Welcome</h1>', /no process_resident_memory_bytes/],
    [401, '', /answered with HTTP 401/],
  ])('at an answer of %d with %j', async (status, text, problem) => {
    const found = await problemOf(status, text);
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(problem);
  });

  it('finds that nobody listens, and leaves a slow server to the run', async () => {
    expect(await metricsProblem('http://127.0.0.1:9/metrics', 1_000)).toMatch(/nothing listens/);
    const silent = await serve(() => {});
    expect(await metricsProblem(`http://${silent.host}/metrics`, 100)).toBeUndefined();
  });
});

describe('the look at this machine', () => {
  const sockets = (users: number) => ({ load: madeFacts({ users }), knock: socket });
  const roomy = { openFiles: 100_000, ports: { from: 1, to: 60_000 } };

  it('takes what fits, and what nobody knows', () => {
    expect(capacityProblem(sockets(5_000), roomy, 1)).toBeUndefined();
    expect(capacityProblem(sockets(5_000), { openFiles: undefined, ports: undefined }, 1)).toBeUndefined();
    expect(
      capacityProblem({ load: madeFacts({ users: 5_000, model: 'open' }), knock: page }, tight, 1),
    ).toBeUndefined();
  });

  it('says that there are too few files, or too few ports for the addresses of the target', () => {
    expect(capacityProblem(sockets(1_000), tight, 1)).toMatch(/^1000 connections need 1100 open files, .* allows 1024/);
    const few = { openFiles: 100_000, ports: { from: 32_768, to: 33_767 } };
    expect(capacityProblem(sockets(1_000), few, 1)).toBeUndefined();
    expect(capacityProblem(sockets(1_001), few, 1)).toMatch(
      /^1001 connections need as many outgoing ports, .* has 1000/,
    );
    expect(capacityProblem(sockets(1_001), few, 2)).toBeUndefined();
  });
});

/** As a shell of many systems has it. */
const tight = { openFiles: 1_024, ports: { from: 32_768, to: 60_999 } };

const madeFacts = (facts: Partial<LoadFacts>): LoadFacts => ({
  describe: 'a load',
  model: 'closed',
  users: 1,
  vus: 1,
  iterations: 1,
  messages: 0,
  sizes: {},
  maxDurationMs: 1_000,
  durationMs: null,
  ...facts,
});

describe('before a run', () => {
  it('nothing is asked of what a proxy leads to, nor for a script of somebody else', async () => {
    const [script, TARGET_URL] = ['examples/jobs.ts', 'ws://loadmark.invalid'];
    await expect(preflight(script, { TARGET_URL })).rejects.toThrow(/name/);
    expect(await preflight(script, { TARGET_URL, http_proxy: 'http://127.0.0.1:9' })).toBeUndefined();
    expect(await preflight('test/stubs/k6.ts', { TARGET_URL })).toBeUndefined();
  });
});
