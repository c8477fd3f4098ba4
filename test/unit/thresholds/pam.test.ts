import { describe, expect, it } from 'vitest';
import { judge } from '../../../lib/gate/judge';
import { type Limit, resolveLimits } from '../../../lib/gate/limit';
import { pamAuth, pamFull, pamQuick, pamStress } from '../../../thresholds/pam';
import { counted } from '../gate/made';

interface Measured {
  readonly users: number;
  readonly p95Ms: number;
  readonly success: number;
}

const good = { p95Ms: 100, success: 1 };
const healthy = {
  message_ok: { rate: 1 },
  ...counted({ outcomes: 200, messages_due: 1000, message_time_samples: 1000, message_time_median_samples: 200 }),
};

/** The verdict on a run with n users that measured this. */
function verdict(limits: readonly Limit[], users: number, { users: open, p95Ms, success }: Measured) {
  const sizes = { users, connects: users, tasks: users * 5, seconds: 5 };
  const readings = {
    ...healthy,
    ...counted({
      open_sockets: open,
      markers_checked: 1000,
      foreign_chances: 1000,
      markers_compared: 1000,
      messages_answered: 1000,
      'ws_sessions{status:101}': users,
    }),
    message_time: { 'p(95)': p95Ms },
    message_time_median: { max: 100 },
    connect_ok: { rate: success },
  };
  return judge({ limits: resolveLimits(limits, sizes), readings, given: [] }).verdict;
}

describe('the tiers of document 003', () => {
  it.each([
    ['PASS', { users: 100, ...good }],
    ['WARNING', { users: 99, ...good }],
    ['WARNING', { users: 50, ...good }],
    ['FAIL', { users: 49, ...good }],
    ['PASS', { users: 100, p95Ms: 1999, success: 1 }],
    ['WARNING', { users: 100, p95Ms: 2000, success: 1 }],
    ['WARNING', { users: 100, p95Ms: 3000, success: 1 }],
    ['FAIL', { users: 100, p95Ms: 3001, success: 1 }],
    ['PASS', { users: 100, p95Ms: 100, success: 0.951 }],
    ['WARNING', { users: 100, p95Ms: 100, success: 0.95 }],
    ['WARNING', { users: 100, p95Ms: 100, success: 0.9 }],
    ['FAIL', { users: 100, p95Ms: 100, success: 0.899 }],
    // "OR": a warning of one does not hide the failure of another.
    ['FAIL', { users: 99, p95Ms: 3001, success: 0.95 }],
  ] as const)('are a %s for %j', (expected, measured) => {
    expect(verdict(pamFull, 100, measured)).toBe(expected);
  });

  it.each([
    ['PASS', 100],
    ['WARNING', 99],
    ['WARNING', 50],
    ['FAIL', 49],
  ] as const)('are a %s for %d users of the two hundred of the stress test', (expected, users) => {
    expect(verdict(pamStress, 200, { users, ...good })).toBe(expected);
  });

  it.each([
    ['PASS', 10],
    ['WARNING', 9],
    ['WARNING', 5],
    ['FAIL', 4],
  ] as const)('are a %s for %d users of the ten of the quick test', (expected, users) => {
    expect(verdict(pamQuick, 10, { users, ...good })).toBe(expected);
  });
});

describe('the limits on tokens', () => {
  const kinds = ['missing', 'malformed', 'forged', 'unsigned', 'expired'];
  const refused = Object.fromEntries(kinds.map((kind) => [`tokens_refused{token:${kind}}`, 10]));
  const asked = { 'tokens_tried{token:valid}': 10, 'tokens_let_in{token:valid}': 10, ...refused };

  function judged(counts: Record<string, number>, given: readonly 'JWT_SECRET'[] = ['JWT_SECRET']) {
    const limits = resolveLimits(pamAuth, { users: 10 });
    const { verdict, limits: all } = judge({ limits, readings: counted(counts), given });
    const notPassed = all
      .filter((limit) => limit.verdict !== 'PASS')
      .map((limit) => `${limit.tags?.token} ${limit.verdict}`);
    return [verdict, ...notPassed];
  }

  it('pass where the valid one is let in and all others are refused', () => {
    expect(judged(asked)).toEqual(['PASS']);
  });

  it.each(kinds)('fail by name where one %s token of ten is let in', (kind) => {
    const [token, others] = [`tokens_let_in{token:${kind}}`, `tokens_refused{token:${kind}}`];
    expect(judged({ ...asked, [token]: 1, [others]: 9 })).toEqual(['FAIL', `${kind} FAIL`]);
  });

  it('fail where a valid one is not let in', () => {
    expect(judged({ ...asked, 'tokens_let_in{token:valid}': 9 })).toEqual(['FAIL', 'valid FAIL']);
  });

  it('do not pass where a target neither lets in nor refuses', () => {
    expect(judged({ ...asked, 'tokens_refused{token:forged}': 9 })).toEqual(['INVALID', 'forged NO DATA']);
  });

  it('skip the expired one where it could not be made', () => {
    expect(judged(asked, [])).toEqual(['PASS', 'expired SKIPPED']);
  });
});
