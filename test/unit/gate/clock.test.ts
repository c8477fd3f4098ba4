import { expect, it } from 'vitest';
import { clockThresholds } from '../../../lib/gate/clock';
import { madeLimit } from './made';

it('guards the times that are limited, and nothing else, in a plain k6 too', () => {
  const limits = [
    madeLimit(),
    madeLimit({ metric: 'delivery_time', statistic: 'p(95)' }),
    madeLimit({ metric: 'http_req_duration', tags: { name: 'x' }, statistic: 'p(95)' }),
    madeLimit({ metric: 'target_memory', statistic: 'max' }),
  ];
  const ofLimits = { delivery_time: ['min>=-1'], 'http_req_duration{name:x}': ['min>=-1'] };
  expect(clockThresholds(limits, () => false)).toEqual(ofLimits);
  expect(clockThresholds([madeLimit()], (name) => name === 'delivery_time')).toEqual({ delivery_time: ['min>=-1'] });
});
