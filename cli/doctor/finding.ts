/** `missing`: nothing runs without it. `warning`: large runs, or comfort, suffer. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'missing';
  readonly subject: string;
  readonly found: string;
  /** What to do; absent when nothing is to be done. */
  readonly todo?: string;
}

/** A large run on one machine: k6 holds so many sockets in about 0.6 GB. */
export const socketsAtMost = 10_000;
