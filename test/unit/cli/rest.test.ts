import http, { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectRest } from '../../../cli/k6/rest';

const answer = JSON.stringify({ data: { attributes: { status: 7, vus: 3 } } });

/** @returns an API of k6 that gives these answers. */
async function startApi(respond: (request: IncomingMessage) => readonly [status: number, body: string]) {
  const server = createServer((request, response) => {
    const [status, body] = respond(request);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  return { rest: connectRest((server.address() as AddressInfo).port), close };
}

afterEach(() => void vi.unstubAllGlobals());

describe("calls of k6's REST API", () => {
  it('read its answers', async () => {
    const { rest } = await startApi(() => [200, answer]);
    expect(await rest.status()).toEqual({ kind: 'answer', phase: 'load', activeVus: 3 });
  });

  it('never use a proxy: neither fetch() nor the global agent, which Node may send to HTTP_PROXY', async () => {
    const toProxy = vi.spyOn(http.globalAgent, 'createConnection').mockImplementation(() => {
      throw new Error('the global agent was used');
    });
    onTestFinished(() => toProxy.mockRestore());
    vi.stubGlobal('fetch', () => Promise.reject(new Error('fetch() was used')));
    const { rest } = await startApi(() => [200, answer]);
    expect(await rest.status()).toMatchObject({ kind: 'answer' });
  });

  it('tell an API that is gone from one that says nothing of use', async () => {
    const { rest, close } = await startApi(() => [403, 'forbidden']);
    expect(await rest.status()).toEqual({ kind: 'silent' });
    expect(await rest.readings()).toBeUndefined();
    close();
    expect(await rest.status()).toEqual({ kind: 'refused' });
  });
});
