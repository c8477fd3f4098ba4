import { maxWaiting } from './workshop';

const agentId = 'testbed-agent';

/** The body of `GET /api/v1/health`. */
export function describeHealth() {
  return { status: 'healthy', agent_id: agentId, uptime_seconds: Math.round(process.uptime()) };
}

/** The body of `GET /api/v1/config`. */
export const config = {
  agent_id: agentId,
  agent_type: 'performance',
  collection_window_ms: 100,
  max_waiting: maxWaiting,
};

/** The body of `GET /api/v1/capabilities`. */
export const capabilities = {
  agent_id: agentId,
  capabilities: [
    { name: 'metrics_collection', endpoint: 'POST /api/v1/metrics/collect' },
    { name: 'analysis', endpoint: 'POST /api/v1/analyze' },
    { name: 'optimization', endpoint: 'POST /api/v1/optimize' },
    { name: 'workflows', endpoint: 'GET /api/v1/workflows' },
  ],
};

/** The body of `GET /api/v1/workflows`. */
export const workflows = [
  { id: 'workflow-1', name: 'collect and analyze', status: 'completed', steps: ['collect', 'analyze'] },
  { id: 'workflow-2', name: 'optimize', status: 'running', steps: ['collect', 'analyze', 'optimize'] },
  { id: 'workflow-3', name: 'nightly report', status: 'pending', steps: ['collect', 'analyze', 'report'] },
];
