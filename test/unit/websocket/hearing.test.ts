import { expect, it } from 'vitest';
import { now } from '../../../lib/runtime/clock';
import { Hearing } from '../../../lib/websocket/session/hearing';

const wallMs = () => performance.timeOrigin + performance.now();

it('counts every message and keeps the longest wait among every eighth, beginning with the first', () => {
  const hearing = new Hearing();
  hearing.message('hello', { timestamp: wallMs() - 40 });
  for (let count = 0; count < 7; count++) hearing.message('hello', { timestamp: wallMs() - 5000 });
  expect(hearing.messages).toBe(8);
  expect(hearing.maxMs).toBeGreaterThan(39);
  expect(hearing.maxMs).toBeLessThan(60);
  hearing.message('hello', { timestamp: wallMs() - 300 });
  expect(hearing.maxMs).toBeGreaterThan(299);
});

it('has no negative wait', () => {
  const hearing = new Hearing();
  hearing.message('hello', { timestamp: wallMs() + 15 });
  expect(hearing.maxMs).toBeGreaterThanOrEqual(0);
  expect(hearing.maxMs).toBeLessThan(0.001);
});

it('looks at a message that is timed, whatever its number, and says when it was received', () => {
  const hearing = new Hearing();
  hearing.message('hello', { timestamp: wallMs() });
  hearing.message('hello', { timestamp: wallMs() });
  const atMs = hearing.look({ timestamp: wallMs() - 70 });
  expect(Math.round((now() - atMs) / 10)).toBe(7);
  expect([hearing.messages, Math.round(hearing.maxMs / 10)]).toEqual([2, 7]);
});

it('keeps the last message, and of a long one its beginning only', () => {
  const hearing = new Hearing();
  hearing.message('first', { timestamp: wallMs() });
  hearing.message('last', { timestamp: wallMs() });
  expect(hearing.last).toBe('last');
  hearing.message('x'.repeat(1_000_000), { timestamp: wallMs() });
  expect(hearing.last).toBe(`${'x'.repeat(2048)}...`);
});
