import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findFreePort, isFree } from '../../../cli/free-port';
import { startServer } from '../../../cli/project/server';

const folder = tmpdir();
const said: string[] = [];
const note = (line: string) => void said.push(line);
/** As a shell starts it: the server is a grandchild. */
const serving = (port: number) =>
  `"${process.execPath}" -e 'require("http").createServer((q, a) => a.writeHead(503).end()).listen(${port}, "127.0.0.1")' && true`;

describe('startServer', () => {
  it('waits until it is ready, whatever it answers, and ends all of it', async () => {
    const port = await findFreePort();
    const target = `ws://127.0.0.1:${port}`;
    const testbed = { command: serving(port), ready: `http://127.0.0.1:${port}/health` };
    const server = await startServer({ testbed, folder, target, note });
    expect(await isFree(port)).toBe(false);
    await server.stop();
    await expect.poll(() => isFree(port)).toBe(true);
  });

  it('starts nothing where something listens, and leaves that alone', async () => {
    const there = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void there.close());
    await expect.poll(() => there.listening).toBe(true);
    const { port } = there.address() as AddressInfo;
    const server = await startServer({
      testbed: { command: 'exit 1' },
      folder,
      target: `ws://127.0.0.1:${port}`,
      note,
    });
    expect(said.at(-1)).toContain('listens at');
    await server.stop();
    expect(await isFree(port)).toBe(false);
  });

  it.each([
    ['ends at once', { command: 'exit 7' }, /`exit 7` does not serve .*: it ended with exit code 7/],
    ['is late', { command: 'sleep 30', timeoutMs: 300 }, /it was not ready within 0\.3 s/],
  ])('says so where it %s', async (_what, testbed, message) => {
    const target = `ws://127.0.0.1:${await findFreePort()}`;
    await expect(startServer({ testbed, folder, target, note })).rejects.toThrow(message);
  });
});
