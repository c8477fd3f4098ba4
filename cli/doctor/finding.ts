/** `missing`: nothing runs without it. `warning`: it limits large runs, or costs time. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'missing';
  readonly subject: string;
  readonly found: string;
  /** What to do; absent where there is nothing to do. */
  readonly todo?: string;
}

/** Sockets of a large run on one machine. k6 needs about 0.6 GB for them. */
export const socketsAtMost = 10_000;
