import { describe, expect, it } from 'vitest';
import { differences, type GivenOptions, type MeantOptions } from '../../../lib/scenario/given';

const meant: MeantOptions = {
  noSetup: true,
  tearsDown: false,
  maxRedirects: 0,
  discardResponseBodies: true,
  connections: undefined,
  trendStatistics: ['p(95)', 'count'],
  runners: 1,
};

/** As k6 shows them where nobody meddles. */
const untouched: GivenOptions = {
  noSetup: true,
  maxRedirects: 0,
  discardResponseBodies: true,
  batch: null,
  batchPerHost: null,
  rps: null,
  throw: null,
  blacklistIPs: null,
  executionSegment: null,
  thresholds: { script_errors: ['count==0'], own: ['p(99.5)<100'] },
  summaryTrendStats: ['p(95)', 'count', 'p(99.5)'],
  systemTags: ['name', 'status', 'scenario', 'group'],
};

const found = (given: Partial<GivenOptions>, other: Partial<MeantOptions> = {}): string[] =>
  differences({ ...untouched, ...given }, { ...meant, ...other });

describe("options of k6 that are the scenario's own", () => {
  it.each<[string, Partial<GivenOptions>, Partial<MeantOptions>]>([
    ['as they are', {}, {}],
    ['with more than it needs', { summaryTrendStats: ['p(95)', 'count', 'p(99.5)', 'max'] }, {}],
    ['off, where they are a switch', { throw: false, rps: 0, noConnectionReuse: false, noSetup: false }, {}],
    ['with a name and tags of a runner', { tags: { instance_id: '1' }, userAgent: 'x', paused: true }, {}],
    ['of one of two runners', { executionSegment: '1/2:1' }, { runners: 2 }],
    ['of one of three runners', { executionSegment: '1/3:2/3' }, { runners: 3 }],
    ['with connections of its own', { batch: 9, batchPerHost: 9 }, { connections: 9 }],
  ])('are found to be so: %s', (_what, given, other) => {
    expect(found(given, other)).toEqual([]);
  });

  it.each<[Partial<GivenOptions>, string, Partial<MeantOptions>?]>([
    [{ rps: 60 }, 'rps is 60'],
    [{ throw: true }, 'throw is true'],
    [{ minIterationDuration: '10s' }, 'minIterationDuration is "10s"'],
    [{ blockHostnames: ['*'] }, 'blockHostnames is ["*"]'],
    [{ hosts: { a: '1.2.3.4' } }, 'hosts is {"a":"1.2.3.4"}'],
    [{ maxRedirects: 10 }, 'maxRedirects is 10 instead of 0'],
    [{ discardResponseBodies: null }, 'discardResponseBodies is null instead of true'],
    [{ batch: 3 }, 'batch is 3 instead of null'],
    [{ batchPerHost: null, batch: 9 }, 'batchPerHost is null instead of 9', { connections: 9 }],
    [{ noSetup: true }, 'noSetup is true', { noSetup: false }],
    [{ noTeardown: true }, 'noTeardown is true', { tearsDown: true }],
    [{ summaryTrendStats: ['avg'] }, 'summaryTrendStats lacks p(95), count, p(99.5)'],
    [{ summaryTrendStats: ['p(95)', 'count'] }, 'summaryTrendStats lacks p(99.5)'],
    [{ systemTags: ['name'] }, 'systemTags lacks status, scenario'],
    [{ systemTags: ['name', 'status', 'scenario', 'url'] }, 'systemTags has url'],
    [{ thresholds: { outcomes: [] }, summaryTrendStats: ['p(95)', 'count'] }, "thresholds are not the scenario's own"],
    [{}, 'PARALLELISM is 2, but this k6 has no execution segment and runs all users', { runners: 2 }],
    [{ executionSegment: '0:1/2' }, 'but the execution segment 0:1/2 is not one part of 4', { runners: 4 }],
  ])('are found to differ: %j', (given, message, other) => {
    expect(found(given, other)).toEqual([expect.stringContaining(message)]);
  });
});
