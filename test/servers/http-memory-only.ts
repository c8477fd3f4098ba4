import { agentAnswers, sendJson, serve } from './http-server';

/** An agent API whose /metrics has its memory and nothing more, as small exporters have. @param growthMB what it keeps of each request. */
export function startMemoryOnly(growthMB = 0) {
  let residentMB = 80;
  return serve((request, response) => {
    const path = request.url ?? '';
    if (path === '/metrics')
      return void response.end(
        `# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes ${residentMB * 2 ** 20}\n`,
      );
    residentMB += growthMB;
    const body = agentAnswers[path];
    sendJson(response, body ?? {}, body ? 200 : 404);
  });
}
