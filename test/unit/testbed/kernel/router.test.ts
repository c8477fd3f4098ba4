import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createRouter, type SocketRoute } from '../../../../testbed/kernel/sockets/router';

function ask(paths: readonly SocketRoute['path'][], url: string): string | undefined {
  let taken: string | undefined;
  const routes = paths.map((path) => ({
    path,
    upgrade: (_request: unknown, _head: unknown, parameters: Readonly<Record<string, string>>) => {
      taken = [path, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(' ');
    },
  }));
  createRouter(routes).route({ url } as IncomingMessage, Buffer.of());
  return taken;
}

describe('createRouter', () => {
  it.each([
    ['/ws/events', '/ws/events'],
    ['/ws/events?channel=a', '/ws/events'],
    ['/ws/a%20b?x=1', '/ws/{id} id=a b'],
    ['/ws/event%73', '/ws/{id} id=events'],
    ['/rooms/a/b', '/rooms/{room}/{user} room=a user=b'],
    ['/rooms/a/me', '/rooms/{room}/me room=a'],
    ['/ws/', undefined],
    ['/ws/a/b', undefined],
    ['/ws/%', undefined],
    ['/ws/events/', undefined],
    ['', undefined],
  ])('gives %s to %s, whatever the order of declaration', (url, taken) => {
    const paths = ['/ws/{id}', '/rooms/{room}/{user}', '/ws/events', '/rooms/{room}/me'] as const;
    expect(ask(paths, url)).toBe(taken);
    expect(ask([...paths].reverse(), url)).toBe(taken);
  });

  it.each([
    ['/ws/events', '/ws/events'],
    ['/ws/{id}', '/ws/{name}'],
  ] as const)('refuses %s next to %s', (one, other) => {
    expect(() => ask([one, other], '/ws/x')).toThrow(`two systems have a WebSocket at ${one}`);
  });
});
