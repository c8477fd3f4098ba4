/** Two collections of metrics a second: done within its tier? Row E09. */
import { collection } from '../../lib/http/agent-api';
import { bySchedule } from '../../lib/http/schedule';
import { arrivals } from '../../lib/load/arrivals';
import { scenario } from '../../lib/scenario';
import { benchmarkCollection } from '../../thresholds/agent';

const requests = [{ endpoint: collection, perSecond: 2 }];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'agent-benchmark-collection',
  limits: benchmarkCollection,
  load: arrivals(requests, 30_000),
  run: bySchedule(requests),
});
