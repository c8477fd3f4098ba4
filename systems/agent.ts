import type { Endpoint } from '../lib/http/endpoint';

/** Instances that the agent is asked about, so that no cache of one answer serves all requests. */
const instances = 10;
const about = (turn: number) => ({ instance_id: `instance-${turn % instances}` });

// Document 004 gives the paths of the first four; of the others it names the operation only.

export const health: Endpoint = { name: 'agent-health', method: 'GET', path: () => '/api/v1/health' };
export const config: Endpoint = { name: 'agent-config', method: 'GET', path: () => '/api/v1/config' };
export const capabilities: Endpoint = {
  name: 'agent-capabilities',
  method: 'GET',
  path: () => '/api/v1/capabilities',
};
export const workflows: Endpoint = { name: 'agent-workflows', method: 'GET', path: () => '/api/v1/workflows' };

/** Among other requests a 404 is no failure: the document expects it where there is no workflow. */
export const workflowsIfAny: Endpoint = { ...workflows, accepts: [200, 404] };

export const collection: Endpoint = {
  name: 'agent-collection',
  method: 'POST',
  path: () => '/api/v1/metrics/collect',
  body: about,
};
export const analysis: Endpoint = {
  name: 'agent-analysis',
  method: 'POST',
  path: () => '/api/v1/analyze',
  body: about,
};
export const optimization: Endpoint = {
  name: 'agent-optimization',
  method: 'POST',
  path: () => '/api/v1/optimize',
  body: about,
};

/** The four that the document's mixed tests ask in turn. */
export const mixed = [health, config, capabilities, workflowsIfAny] as const;
