import { describe, expect, it } from 'vitest';
import { evaluateScripts } from '../../../cli/catalogue/evaluate';

/** How a scenario wants its target to be knocked at. */
async function knockOf(file: string, environment = {}) {
  const [evaluated] = await evaluateScripts([file], environment);
  return evaluated?.about?.knock;
}

describe('a scenario says how its target is knocked at', () => {
  it.each([
    ['scenarios/tasks/ws-50.ts', '/ws/KN0CK', false],
    ['scenarios/tasks/ws-latency.ts', '/ws/benchmark_0', false],
    ['scenarios/tasks/ws-throughput.ts', '/ws/throughput', false],
    ['scenarios/tasks/ws-isolation.ts', '/ws/KN0CK', false],
    ['scenarios/broadcast/broadcast-10.ts', '/ws/events?channel=KN0CK', false],
    ['scenarios/broadcast/broadcast-recovery.ts', '/ws/events?channel=KN0CK', false],
    ['scenarios/pam/pam-ws-quick.ts', '/api/v1/pam', true],
    ['scenarios/pam/pam-auth.ts', '/api/v1/pam', true],
  ])('%s: by a socket at %s', async (file, path, needsToken) => {
    expect(await knockOf(file)).toEqual({ kind: 'socket', path, subprotocols: [], headers: {}, needsToken });
  });

  it('by what its dialect says in a handshake', async () => {
    expect(await knockOf('examples/graphql-ws.ts')).toMatchObject({
      path: '/graphql',
      subprotocols: ['graphql-transport-ws'],
      headers: { 'X-Api-Key': 'key-0' },
    });
    expect(await knockOf('examples/cookies.ts')).toMatchObject({
      headers: { Origin: 'https://app.example.org', Cookie: 'session=KN0CK' },
    });
  });

  it.each([
    ['scenarios/agent/agent-health.ts', '/api/v1/health'],
    ['scenarios/agent/agent-sustained.ts', '/api/v1/health'],
    ['scenarios/agent/agent-scalability.ts', '/api/v1/health'],
    ['scenarios/agent/agent-breaking-point.ts', '/api/v1/health'],
    ['scenarios/agent/agent-resources.ts', '/api/v1/health'],
    ['scenarios/graph/graph-stats.ts', '/api/graph/stats'],
    ['scenarios/graph/graph-scaling.ts', '/api/graph/stats'],
  ])('%s: by GET %s', async (file, path) => {
    expect(await knockOf(file)).toEqual({ kind: 'http', method: 'GET', path });
  });

  it('by the path that ENDPOINTS gives, and by none that it makes a POST', async () => {
    const file = 'scenarios/agent/agent-config.ts';
    expect(await knockOf(file, { ENDPOINTS: 'agent-config=/conf' })).toMatchObject({ path: '/conf' });
    expect(await knockOf(file, { ENDPOINTS: 'agent-config=POST /conf' })).toBeNull();
  });

  it('by none where all that it sends may change the target', async () => {
    expect(await knockOf('scenarios/agent/agent-benchmark-analysis.ts')).toBeNull();
  });
});
