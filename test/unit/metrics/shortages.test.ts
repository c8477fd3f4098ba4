import { describe, expect, it } from 'vitest';
import { shortageOf } from '../../../lib/metrics/shortages';

describe('what the generator lacks', () => {
  it.each([
    ['dial tcp 127.0.0.1:8000: socket: too many open files', 'open files'],
    ['dial tcp 127.0.0.1:8000: connect: cannot assign requested address', 'outgoing ports'],
    ['dial tcp 10.0.0.1:80: connect: no buffer space available', 'outgoing ports'],
    ['lookup nobody.invalid on 127.0.0.53:53: no such host', 'name resolution'],
    ['lookup target.example on 10.0.0.2:53: read udp 10.0.0.9:4242->10.0.0.2:53: i/o timeout', 'name resolution'],
    ['lookup target.example: server misbehaving', 'name resolution'],
    ['dial tcp 10.1.2.3:80: connect: no route to host', 'a route'],
    ['dial tcp [2001:db8::1]:80: connect: network is unreachable', 'a route'],
    ['fork/exec: cannot allocate memory', 'memory'],
  ] as const)('is told by %s: %s', (error, what) => {
    expect(shortageOf(error)).toBe(what);
  });

  it.each([
    'dial tcp 127.0.0.1:8000: connect: connection refused',
    'read tcp 127.0.0.1:4000->127.0.0.1:8000: i/o timeout',
    'websocket: bad handshake',
    'read tcp 127.0.0.1:4000->127.0.0.1:8000: read: connection reset by peer',
    'EOF',
    '',
  ])('is nothing where the target speaks, or is silent: %s', (error) => {
    expect(shortageOf(error)).toBeUndefined();
  });
});
