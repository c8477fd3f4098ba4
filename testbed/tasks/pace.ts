/** At full speed, other tasks get their turn after this many steps. */
const stepsPerTurn = 32;

export interface Pace {
  /** How many steps there are. */
  readonly count: number;
  /** Spread evenly over this time, `done` at its end; 0 is full speed, without timers. */
  readonly durationMs: number;
  step(index: number): void;
  done(): void;
}

/** Takes the steps in order, then calls `done` once. Returns what cancels the rest; cancelling twice does no harm. */
export function startPace(pace: Pace): () => void {
  return pace.durationMs === 0 ? runAtFullSpeed(pace) : runSpread(pace);
}

function runAtFullSpeed({ count, step, done }: Pace): () => void {
  let next = 0;
  let cancelled = false;

  function takeTurn(): void {
    const end = Math.min(next + stepsPerTurn, count);
    while (next < end && !cancelled) step(next++);
    if (cancelled) return;
    if (next < count) setImmediate(takeTurn);
    else done();
  }

  takeTurn();
  return () => {
    cancelled = true;
  };
}

function runSpread({ count, durationMs, step, done }: Pace): () => void {
  const gapMs = durationMs / (count + 1);
  const startMs = performance.now();
  let next = 0;
  let cancelled = false;
  let timer: NodeJS.Timeout;

  // Against the start, not the last step, so that a late timer is caught up with and the whole takes its time and no more.
  function takeDueSteps(): void {
    const elapsedMs = performance.now() - startMs;
    const due = Math.floor(elapsedMs / gapMs);
    while (next < Math.min(due, count) && !cancelled) step(next++);
    if (cancelled) return;
    if (due > count) done();
    else timer = setTimeout(takeDueSteps, Math.ceil((next + 1) * gapMs - elapsedMs));
  }

  timer = setTimeout(takeDueSteps, Math.ceil(gapMs));
  return () => {
    cancelled = true;
    clearTimeout(timer);
  };
}
