import { createHoard } from '../../kernel/defect-parts/hoard';
import { hold, holdMs } from '../../kernel/defect-parts/hold';
import type { Defect } from '../../kernel/switch/defect';
import type { AgentRequest } from '../points';

const failAbove: Defect = {
  name: 'fail-above',
  does: `holds each request to the agent API for ${holdMs} ms, and answers 500 to each that comes while more than this many are in work`,
  breaks: ['E01', 'E12', 'E13', 'E16', 'E17'],
  parameter: { name: 'limit', unit: 'requests in work', default: 30, max: 1_000_000 },
  start(limit, surroundings) {
    const holdRequest = hold<AgentRequest>(surroundings);
    return {
      agentRequest(request, next) {
        if (request.inWork > limit) request.refuse(500, `failed by the defect "fail-above=${limit}"`);
        else holdRequest(request, next);
      },
    };
  },
};

/** Enough for the documents' hundred requests; a long test must not take the machine down. */
const maxMb = 1_024;

const keepRequests: Defect = {
  name: 'keep-requests',
  does: `takes this much resident memory for every request to the agent API, ${maxMb} MB in all, and keeps it until it is switched off`,
  breaks: ['E15'],
  parameter: { name: 'size', unit: 'MB per request', default: 2, max: maxMb },
  start(sizeMb) {
    const takeMore = createHoard(sizeMb, maxMb);
    return {
      agentRequest(request, next) {
        takeMore();
        next(request);
      },
    };
  },
};

/** A load has at least this many requests. The single request of loadmark's preflight is none. */
const loadRequests = 20;
/** A load has ended when no request has come for this time. */
const quietMs = 300;
const burn = new URL('./burn.ts', import.meta.url);

export const busyAfterLoad: Defect = {
  name: 'busy-after-load',
  does: `keeps a core busy for this time in a thread of its own, once, when after ${loadRequests} requests to the agent API none has come for ${quietMs} ms`,
  breaks: ['E15'],
  parameter: { name: 'duration', unit: 's', default: 20, max: 3_600 },
  start(durationSeconds, { timers, threads }) {
    let requests = 0;
    let lastMs = 0;

    function waitForQuiet(): void {
      const restMs = lastMs + quietMs - performance.now();
      if (restMs <= 0) threads.start(burn, durationSeconds);
      else timers.after(restMs, waitForQuiet);
    }

    return {
      agentRequest(request, next) {
        requests++;
        lastMs = performance.now();
        if (requests === loadRequests) waitForQuiet();
        next(request);
      },
    };
  },
};

/** What a load does to the agent API while it lasts, and after it. */
export const loadDefects: readonly Defect[] = [failAbove, keepRequests, busyAfterLoad];
