import { describe, expect, it } from 'vitest';
import type { Prerequisite } from '../../../lib/environment/prerequisite';
import { arrivals } from '../../../lib/load/arrivals';
import { findBreakingPoint } from '../../../lib/requests/breaking-point';
import { climb, climbAndReturn } from '../../../lib/requests/climb';
import type { Requests } from '../../../lib/requests/request';
import { withResources } from '../../../lib/requests/resources';
import { bySchedule } from '../../../lib/requests/schedule';
import { byWorkers } from '../../../lib/requests/workers';
import { needsOf } from '../../../lib/scenario/definition';
import { saturate } from '../../../lib/sql/saturate';

const needs: Prerequisite = { what: 'a database', targets: ['DATABASE_URL'], extension: 'k6/x/postgres', check() {} };
const request = { name: 'query', needs, sender: () => () => {} };
const requests: Requests = [request];

describe('what requests cannot do without', () => {
  it.each([
    ['byWorkers', byWorkers(requests)],
    ['climb', climb(requests)],
    ['climbAndReturn', climbAndReturn(requests)],
    ['findBreakingPoint', findBreakingPoint(requests)],
    ['withResources', withResources(requests)],
    ['saturate', saturate({ statement: request, afterwards: request, poolSize: 1 })],
  ])('is needed by %s', (_name, run) => {
    expect(run.needs).toBe(needs);
  });

  it('is needed by a schedule, whose load has the requests', () => {
    const load = arrivals({ requests: [{ request, perSecond: 1 }], durationMs: 1_000 });
    expect(needsOf({ run: bySchedule as never, load })).toEqual([needs]);
  });
});
