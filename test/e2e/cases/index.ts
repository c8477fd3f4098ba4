import { agentRows, betweenTiers, healthyAgent } from './agent';
import { broadcastRows, healthyBroadcast } from './broadcast';
import type { Case } from './case';
import { blind, faults } from './faults';
import { graphRows, healthyGraph } from './graph';
import { httpFaults } from './http-faults';
import { healthyPam, pamRows, pamTokens } from './pam';
import { healthy, rows } from './tasks';

type Groups = Readonly<Record<string, readonly Case[]>>;

/**
 * The table: every case, by what it shows. Those of the first two parts are about failures that no busy machine brings about, and take
 * about as long: they run beside each other.
 */
export const socketGroups: Groups = {
  'the task system, a row broken': rows,
  'the task system, whatever happens': faults,
  'the task system, a run that cannot judge': blind,
  'PAM, tokens': pamTokens,
};

export const httpGroups: Groups = {
  'the agent API, a row broken': agentRows,
  'HTTP, whatever happens': httpFaults,
};

/** What is healthy, or between two tiers, has to keep its document's bounds, some of them ten milliseconds: these run alone. */
export const loneGroups: Groups = {
  'the task system, healthy': healthy,
  'broadcasts, healthy': healthyBroadcast,
  'the graph, healthy': healthyGraph,
  'the agent API, healthy': healthyAgent,
  'the agent API, between its tiers': betweenTiers,
  'PAM, healthy': healthyPam,
  'broadcasts, a row broken': broadcastRows,
  'the graph, a row broken': graphRows,
  'PAM, a row broken': pamRows,
};
