import { expect, it } from 'vitest';
import { now } from '../../../lib/runtime/clock';
import { LagWatch } from '../../../lib/websocket/session/lag';

const wallMs = () => performance.timeOrigin + performance.now();

it('counts every message and keeps the longest wait among every eighth, beginning with the first', () => {
  const lag = new LagWatch();
  lag.message({ timestamp: wallMs() - 40 });
  for (let count = 0; count < 7; count++) lag.message({ timestamp: wallMs() - 5000 });
  expect(lag.messages).toBe(8);
  expect(lag.maxMs).toBeGreaterThan(39);
  expect(lag.maxMs).toBeLessThan(60);
  lag.message({ timestamp: wallMs() - 300 });
  expect(lag.maxMs).toBeGreaterThan(299);
});

it('has no negative wait', () => {
  const lag = new LagWatch();
  lag.message({ timestamp: wallMs() + 15 });
  expect(lag.maxMs).toBeGreaterThanOrEqual(0);
  expect(lag.maxMs).toBeLessThan(0.001);
});

it('looks at a message that is timed, whatever its number, and says when it was received', () => {
  const lag = new LagWatch();
  lag.message({ timestamp: wallMs() });
  lag.message({ timestamp: wallMs() });
  const atMs = lag.look({ timestamp: wallMs() - 70 });
  expect(Math.round((now() - atMs) / 10)).toBe(7);
  expect([lag.messages, Math.round(lag.maxMs / 10)]).toEqual([2, 7]);
});
