const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm passes on a Ctrl-C that the terminal has already sent to its child: two signals within this time are one keystroke. */
const sameKeystrokeMs = 500;

/** Ctrl-C and similar signals as promises, while a run is watched. */
export interface Interruption {
  /** Settles at the first signal. */
  readonly requested: Promise<NodeJS.Signals>;
  /** Settles at the second signal: the user does not want to wait. */
  readonly hurried: Promise<void>;
  /** Restores the usual effect of the signals. */
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
  const watch = process.env.npm_command === 'exec' ? whenParentIsGone(() => listener('SIGTERM')) : undefined;
  return {
    requested,
    hurried,
    dispose() {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, listener);
    },
  };
}

/** `npx` starts a shell, which ends at a SIGTERM and passes it on to nobody. */
function whenParentIsGone(tell: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    tell();
  }, 250);
  return watch.unref();
}
