import { agentAnswers, sendJson, serve } from './http-server';

/** An agent API that burns a core once it has had its requests, and half a second later is another process, at rest. @param requests of the load. */
export function startRestarting(requests: number) {
  let [asked, busyFromMs] = [0, Number.POSITIVE_INFINITY];
  return serve((request, response) => {
    const path = request.url ?? '';
    if (path === '/metrics') {
      const busyMs = Math.max(0, performance.now() - busyFromMs);
      const [cpuSeconds, startedAt] = busyMs > 500 ? [0.1, 2000] : [5 + busyMs / 1000, 1000];
      return void response.end(
        `process_resident_memory_bytes 8e7\nprocess_cpu_seconds_total ${cpuSeconds}\nprocess_start_time_seconds ${startedAt}\n`,
      );
    }
    // The knock is the first one.
    if (++asked > requests) busyFromMs = performance.now();
    sendJson(response, agentAnswers[path] ?? {});
  });
}
