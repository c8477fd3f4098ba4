import { agentRows, healthyAgent } from './agent';
import { broadcastRows, healthyBroadcast } from './broadcast';
import type { Case } from './case';
import { blind, faults } from './faults';
import { graphRows, healthyGraph } from './graph';
import { httpFaults } from './http-faults';
import { healthyPam, pamRows, pamTokens } from './pam';
import { healthy, rows } from './tasks';

/** The table: every case, by what it shows. */
export const groups: Readonly<Record<string, readonly Case[]>> = {
  'the task system, healthy': healthy,
  'the task system, a row broken': rows,
  'the task system, whatever happens': faults,
  'the task system, a run that cannot judge': blind,
  'broadcasts, healthy': healthyBroadcast,
  'broadcasts, a row broken': broadcastRows,
  'the graph, healthy': healthyGraph,
  'the graph, a row broken': graphRows,
  'the agent API, healthy': healthyAgent,
  'the agent API, a row broken': agentRows,
  'HTTP, whatever happens': httpFaults,
  'PAM, healthy': healthyPam,
  'PAM, a row broken': pamRows,
  'PAM, tokens': pamTokens,
};
