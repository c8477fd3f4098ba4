import { describe, expect, it } from 'vitest';
import { failureOf, failures } from '../../../lib/metrics/failures';

describe('what came instead of an answer', () => {
  it.each([
    [503, 1503, 'HTTP 503'],
    [302, 0, 'HTTP 302'],
    [200, 0, 'HTTP 200'],
    [405, 1405, 'HTTP 405'],
    [431, 1431, 'HTTP 431'],
    [522, 1522, 'HTTP 522'],
    [799, 1799, 'another status'],
    [0, 1050, 'timed out'],
    [0, 1211, 'timed out'],
    [0, 1212, 'connection refused'],
    [0, 1220, 'connection closed'],
    [0, 1101, 'host not found'],
    [0, 1310, 'TLS failed'],
    [0, 1000, 'no answer'],
    [0, 0, 'no answer'],
  ])('with status %i and code %i of k6 is "%s", which the report tells apart', (status, code, what) => {
    expect(failureOf(status, code)).toBe(what);
    expect(failures()).toContain(what);
  });

  it('is named once', () => {
    expect(new Set(failures()).size).toBe(failures().length);
  });
});
