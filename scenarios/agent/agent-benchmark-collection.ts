/** Two collections of metrics a second: done within its tier? Row E09. */

import { arrivals } from '../../lib/load/arrivals';
import { bySchedule } from '../../lib/requests/schedule';
import { scenario } from '../../lib/scenario/scenario';
import { collection } from '../../systems/agent';
import { benchmarkCollection } from '../../thresholds/agent';

const requests = [{ endpoint: collection, perSecond: 2 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-collection',
  limits: benchmarkCollection,
  load: arrivals(requests, 30_000),
  run: bySchedule(requests),
});
