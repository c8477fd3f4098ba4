import http from 'k6/http';
import { setting } from '../environment/env';
import { counter } from '../metrics/recorders';
import { readExposition } from './exposition';
import { type TargetFigures, targetFigures } from './target-figures';

/** A scrape that takes longer says nothing about the second it was made for. */
const timeout = '900ms';

const scrapesFailed = counter('scrapes_failed');

/** Whether the target's own figures were asked for. */
export const isObserved = (): boolean => setting('METRICS_URL') !== undefined;

/**
 * The target's figures of this moment. Blocks the VU, so it belongs where the VU has no open socket.
 * @throws Error where METRICS_URL does not answer with Prometheus text.
 */
export function scrape(): TargetFigures {
  const url = setting('METRICS_URL') ?? '';
  const response = http.get(url, { timeout, redirects: 5, tags: { name: 'scrape' }, responseType: 'text' });
  const text = typeof response.body === 'string' ? response.body : '';
  const came = response.error || `HTTP ${response.status} with ${text.length} bytes`;
  const figures = targetFigures(readExposition(text), {
    connections: setting('METRICS_CONNECTIONS'),
    databaseConnections: setting('METRICS_DATABASE_CONNECTIONS'),
  });
  // A process takes some memory: a gauge that nobody sets says 0, and every limit on it would pass.
  if (response.status !== 200 || !(figures.memoryMB && figures.memoryMB > 0))
    throw new Error(
      `METRICS_URL ${url} must answer with Prometheus text that has process_resident_memory_bytes above 0, but came: ${came}, memory ${figures.memoryMB ?? 'not there'}.`,
    );
  return figures;
}

/** A scrape that fails in the middle of a run is counted, not fatal: the target may be too busy to answer, which is a finding. */
export function tryScrape(): TargetFigures | undefined {
  try {
    return scrape();
  } catch {
    scrapesFailed.add(1);
    return undefined;
  }
}
