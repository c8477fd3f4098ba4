// The agent API of document 004, which gives the paths of the first four endpoints; of the others it names the operation only.

import { anything, type EndpointOptions, endpoint } from '../lib';

/** Instances that the agent is asked about, so that no cache of one answer serves all requests. */
const instances = 10;
const about = (turn: number) => ({ instance_id: `instance-${turn % instances}` });

/** The document asserts that the answer is a list. */
const isList = (body: string) => body.trimStart().startsWith('[') && body.trimEnd().endsWith(']');
const listOfWorkflows: EndpointOptions = { name: 'agent-workflows', path: '/api/v1/workflows', holds: isList };

export const health = endpoint({ name: 'agent-health', path: '/api/v1/health', holds: anything });
// The document asserts these two keys.
export const config = endpoint({ name: 'agent-config', path: '/api/v1/config', holds: '"agent_id"' });
export const capabilities = endpoint({
  name: 'agent-capabilities',
  path: '/api/v1/capabilities',
  holds: '"capabilities"',
});
export const workflows = endpoint(listOfWorkflows);

/** Among other requests a 404 is no failure: the document expects it where there is no workflow. */
export const workflowsIfAny = endpoint({ ...listOfWorkflows, accepts: [200, 404] });

export const collection = endpoint({
  name: 'agent-collection',
  method: 'POST',
  path: '/api/v1/metrics/collect',
  body: about,
  holds: anything,
});
export const analysis = endpoint({
  name: 'agent-analysis',
  method: 'POST',
  path: '/api/v1/analyze',
  body: about,
  holds: anything,
});
export const optimization = endpoint({
  name: 'agent-optimization',
  method: 'POST',
  path: '/api/v1/optimize',
  body: about,
  holds: anything,
});

/** The four that the document's mixed tests ask in turn. */
export const mixed = [health, config, capabilities, workflowsIfAny] as const;
