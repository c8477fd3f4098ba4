import { describe, expect, it } from 'vitest';
import { breakingPointOf, describeBreakingPoint } from '../../../lib/report/breaking-point';
import { counted } from '../gate/made';

const broken = {
  largest_load: { value: 50 },
  largest_load_samples: { count: 1 },
  breaking_load: { value: 75 },
  climbed_to: { value: 60 },
  ...counted({
    'broke_first{what:agent-health p(95)}': 1,
    'broke_first{what:agent-config p(95)}': 0,
    'broke_first{what:success}': 1,
    'broke_first{resource:cpu}': 1,
    'broke_first{resource:none}': 0,
  }),
};

describe('the breaking point', () => {
  it('is read from what a search recorded', () => {
    expect(breakingPointOf(broken)).toEqual({
      largestLoad: 50,
      climbedTo: 60,
      brokeAt: 75,
      brokeFirst: ['agent-health p(95)', 'success'],
      resource: 'cpu',
    });
  });

  it('lies above the highest level where nothing broke', () => {
    expect(breakingPointOf({ largest_load: { value: 200 }, ...counted({ largest_load_samples: 1 }) })).toEqual({
      largestLoad: 200,
      climbedTo: 200,
      brokeAt: null,
      brokeFirst: [],
      resource: null,
    });
  });

  it('is none of a run that did not look for it', () => {
    expect(breakingPointOf(counted({ requests: 5 }))).toBeNull();
    // Cut short: k6 gives the gauge all the same.
    expect(breakingPointOf({ largest_load: { value: 0 }, ...counted({ largest_load_samples: 0 }) })).toBeNull();
  });

  it.each([
    [50, 50, 75, 'cpu', '50 workers held, 75 broke: a p(95), success; used up: cpu'],
    [50, 50, 75, null, '50 workers held, 75 broke: a p(95), success; used up: unknown'],
    [0, 40, 60, 'none', 'no level held on the way back, 40 on the way up, 60 broke: a p(95), success; used up: none'],
    [0, 0, 10, 'none', 'no level held, 10 broke: a p(95), success; used up: none'],
    [200, 200, null, null, '200 workers held, the highest level: it lies above'],
  ])('of %i workers that held, %i once, and %s that did not reads well', (largestLoad, climbedTo, brokeAt, resource, words) => {
    const brokeFirst = ['a p(95)', 'success'];
    expect(describeBreakingPoint({ largestLoad, climbedTo, brokeAt, resource, brokeFirst })).toBe(words);
  });
});
