import { agentRows, healthyAgent } from './agent';
import { broadcastRows, healthyBroadcast } from './broadcast';
import type { Case } from './case';
import { blind, faults } from './faults';
import { graphRows, healthyGraph } from './graph';
import { httpFaults } from './http-faults';
import { healthyPam, pamRows, pamTokens } from './pam';
import { healthy, rows } from './tasks';

type Groups = Readonly<Record<string, readonly Case[]>>;

/** The table: every case, by what it shows. It is in three parts: the first two take about as long, and run beside each other. */
export const socketGroups: Groups = {
  'the task system, healthy': healthy,
  'the task system, a row broken': rows,
  'the task system, whatever happens': faults,
  'the task system, a run that cannot judge': blind,
  'broadcasts, healthy': healthyBroadcast,
  'broadcasts, a row broken': broadcastRows,
  'PAM, healthy': healthyPam,
  'PAM, a row broken': pamRows,
  'PAM, tokens': pamTokens,
};

export const httpGroups: Groups = {
  'the agent API, healthy': healthyAgent,
  'the agent API, a row broken': agentRows,
  'HTTP, whatever happens': httpFaults,
};

/** Bounds of tens of milliseconds, and work that fills the target: these run alone. */
export const graphGroups: Groups = {
  'the graph, healthy': healthyGraph,
  'the graph, a row broken': graphRows,
};
