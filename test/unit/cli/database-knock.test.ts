import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { databaseProblem } from '../../../cli/preflight/database';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server that answers the first bytes of a client. @returns its port. */
async function serve(answer: (socket: Socket, asked: Buffer) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', (asked) => answer(socket, asked));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('the knock at a database', () => {
  const at = (port: number, timeoutMs = 1_000) =>
    databaseProblem(`postgres://ann:geheim@127.0.0.1:${port}/app`, timeoutMs);

  it.each(['S', 'N'])('finds PostgreSQL by its answer %s to a question of eight bytes', async (letter) => {
    let asked = '';
    const port = await serve((socket, data) => {
      asked = data.toString('hex');
      socket.write(letter);
    });
    expect(await at(port)).toBeUndefined();
    expect(asked).toBe('0000000804d2162f');
  });

  it('finds that something else listens', async () => {
    const http = await serve((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await at(http)).toMatch(/does not answer as PostgreSQL/);
    const mute = await serve((socket) => socket.end());
    expect(await at(mute)).toMatch(/does not answer as PostgreSQL/);
  });

  it('finds that nothing listens, and leaves a slow server to the run', async () => {
    expect(await at(9)).toMatch(/nothing listens/);
    const silent = await serve(() => {});
    expect(await at(silent, 100)).toBeUndefined();
    expect(await databaseProblem('postgres://loadmark.invalid/app', 1_000)).toMatch(/name/);
  });

  it('asks a store that is reached by HTTP only whether it listens', async () => {
    expect(await databaseProblem('http://127.0.0.1:9', 1_000)).toMatch(/nothing listens/);
    const port = await serve(() => {});
    expect(await databaseProblem(`http://127.0.0.1:${port}`, 1_000)).toBeUndefined();
  });
});
