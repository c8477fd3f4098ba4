/** A hundred searches a second for the 20 nearest of 100,000 vectors: are answers fast, and are they the nearest? Row C14. */
import { afterStoring, arrivals, scenario } from '../../lib';
import { search, searched } from '../../systems/vectors';
import { vectorSearch } from '../../thresholds/vectors';

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'vector-search',
  limits: vectorSearch,
  load: afterStoring(
    arrivals({ requests: [{ request: search.request, perSecond: 100 }], durationMs: 10_000 }),
    searched(),
  ),
  run: search.run(1000),
});
