// Document 003, "Success Criteria" of the WebSocket load test. The tiers share their edges: exactly 95 %, 2 s and 3 s are warnings.

import type { Limit, Quantity } from '../lib';
import { connected, noMarkers, perAttempt } from './sockets';

/** The row of each criterion. */
interface Rows {
  readonly users: string;
  readonly latency: string;
  readonly success: string;
}

/** Messages of users that were let in; the limit on connections judges the others. */
const perMessage = { share: 0.5, of: 'tasks' } as const;

/** Answers are what may come twice, whether they hold markers or not. */
const perAnswer = { evidence: 'messages_answered', minSamples: perMessage } as const;

/** @param pass, warn how many users must be connected at once, as shares of the load, because runs are turned up and down. */
function criteria(rows: Rows, pass: number, warn: number): readonly Limit[] {
  return [
    {
      row: rows.users,
      title: 'concurrent users',
      metric: 'open_sockets',
      statistic: 'count',
      pass: { op: '>=', value: ofUsers(pass) },
      warn: { op: '>=', value: ofUsers(warn) },
      ...perAttempt,
    },
    {
      row: rows.latency,
      title: 'message latency p95',
      metric: 'message_time',
      statistic: 'p(95)',
      pass: { op: '<', value: 2000 },
      warn: { op: '<=', value: 3000 },
      minSamples: perMessage,
    },
    {
      row: rows.latency,
      title: "slowest user's median message latency",
      metric: 'message_time_median',
      statistic: 'max',
      pass: { op: '<', value: 2000 },
      warn: { op: '<=', value: 3000 },
      minSamples: { share: 0.5, of: 'users' },
    },
    { ...connected(rows.success, 0.95), warn: { op: '>=', value: 0.9 } },
    {
      row: rows.success,
      title: 'message delivery rate',
      metric: 'message_ok',
      statistic: 'rate',
      // "Success Rate: > 99% for all operations", in the document's overview.
      pass: { op: '>', value: 0.99 },
      minSamples: perMessage,
    },
    {
      ...noMarkers(rows.success, "another user's conversation", 'foreign_markers', true),
      // Where answers do not hold what was said, histories do: one look at each user at least.
      minSamples: { share: 0.5, of: 'users' },
      // Users that share a token are one user to the server.
      needs: 'JWT_SECRET',
    },
    { ...noMarkers(rows.success, 'repeated answers', 'repeated_markers', true), ...perAnswer },
    {
      row: rows.users,
      title: 'connections per second',
      metric: 'ws_sessions',
      tags: { status: '101' },
      statistic: 'count',
      overSeconds: 'seconds',
      minSamples: { share: 0.5, of: 'connects' },
    },
    {
      row: rows.latency,
      title: 'answered messages per second',
      metric: 'messages_answered',
      statistic: 'count',
      overSeconds: 'seconds',
      minSamples: perMessage,
    },
  ];
}

const ofUsers = (share: number): Quantity => ({ share, of: 'users' });

/** Of ten users all; half of them is a warning. */
export const pamQuick = criteria({ users: 'D01', latency: 'D01', success: 'D01' }, 1, 0.5);
/** "100+ users" of a hundred; 50 to 99 are a warning. */
export const pamFull = criteria({ users: 'D02', latency: 'D03', success: 'D04' }, 1, 0.5);
/** The same numbers of two hundred. */
export const pamStress = criteria({ users: 'D05', latency: 'D05', success: 'D05' }, 0.5, 0.25);

/** "With authentication": every kind of token is tried by every user. */
export const pamAuth = allTokens();

function allTokens(): readonly Limit[] {
  return [
    {
      row: 'D05',
      title: 'valid token let in and answered',
      metric: 'tokens_let_in',
      tags: { token: 'valid' },
      statistic: 'count',
      pass: { op: '>=', value: 'users' },
      evidence: 'tokens_tried{token:valid}',
      minSamples: 'users',
    },
    ...(['missing', 'malformed', 'forged', 'unsigned', 'expired'] as const).map(
      (token): Limit => ({
        row: 'D05',
        title: `${token} token let in`,
        metric: 'tokens_let_in',
        tags: { token },
        statistic: 'count',
        pass: { op: '==', value: 0 },
        // Refusals are the evidence: an attempt that was neither let in nor refused proves nothing.
        minSamples: 'users',
        certain: true,
        ...(token === 'expired' && { needs: 'JWT_SECRET' }),
      }),
    ),
  ];
}
