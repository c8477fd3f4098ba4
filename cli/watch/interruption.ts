const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm passes a Ctrl-C on that the terminal has sent to its child already: within this time both are the same keystroke. */
const sameKeystrokeMs = 500;

/** Ctrl-C and its kin, turned into promises while a run is watched. */
export interface Interruption {
  /** Settles at the first signal. */
  readonly requested: Promise<NodeJS.Signals>;
  /** Settles at the second: somebody does not want to wait. */
  readonly hurried: Promise<void>;
  /** Gives the signals their usual effect back. */
  dispose(): void;
}

export function listenForInterruption(): Interruption {
  let request: (signal: NodeJS.Signals) => void = () => {};
  let hurry: () => void = () => {};
  const requested = new Promise<NodeJS.Signals>((resolve) => (request = resolve));
  const hurried = new Promise<void>((resolve) => (hurry = resolve));
  let firstAtMs: number | undefined;
  const listener = (signal: NodeJS.Signals) => {
    firstAtMs ??= performance.now();
    request(signal);
    if (performance.now() - firstAtMs > sameKeystrokeMs) hurry();
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    requested,
    hurried,
    dispose() {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
