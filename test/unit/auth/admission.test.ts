import { describe, expect, it } from 'vitest';
import { type Attempt, judgeAttempt } from '../../../lib/auth/admission';

const attempt = (changes: Partial<Attempt>): Attempt => ({
  status: 101,
  answered: false,
  closeCode: undefined,
  ...changes,
});

describe('judgeAttempt', () => {
  it.each([
    ['refused', attempt({ status: 401 })],
    ['refused', attempt({ status: 403 })],
    ...[1008, 3000, 3003, 4001, 4003, 4401, 4403].map((closeCode) => ['refused', attempt({ closeCode })] as const),
    ['let in', attempt({ answered: true })],
    ['let in', attempt({ answered: true, closeCode: 1008 })],
    ['neither', attempt({})],
    ...[0, 200, 302, 400, 404, 422, 429, 500, 503].map((status) => ['neither', attempt({ status })] as const),
    ...[1000, 1001, 1006, 1011, 4000].map((closeCode) => ['neither', attempt({ closeCode })] as const),
  ] as const)('is %s for %j', (admission, what) => {
    expect(judgeAttempt('expired', what)).toBe(admission);
  });

  it.each(['missing', 'malformed', 'unsigned'] as const)('takes 400 and 422 for a refusal of a %s token', (kind) => {
    expect([400, 422, 404, 503].map((status) => judgeAttempt(kind, attempt({ status })))).toEqual([
      'refused',
      'refused',
      'neither',
      'neither',
    ]);
  });
});
