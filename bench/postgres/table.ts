/** What one process reached and cost. */
export interface Side {
  readonly perSecond: number;
  readonly cpuSeconds: number;
}

interface Row {
  readonly name: string;
  readonly program: readonly Side[];
  readonly k6: readonly Side[];
  /** CPU seconds of k6 without a statement. */
  readonly startCpuSeconds: number;
}

/** Medians of both sides, and medians of the ratios of each round. */
export function table(rows: readonly Row[], size: { count: number; concurrency: number; connections: number }): string {
  return [
    `${size.count} statements, ${size.concurrency} in flight, ${size.connections} connections:`,
    '',
    '| statements | rounds | Go program a second | k6/x/postgres a second | ratio | CPU Go program | CPU k6 | ratio | start of k6 | ratio without it |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map(line),
  ].join('\n');
}

function line({ name, program, k6, startCpuSeconds }: Row): string {
  const rate = (one: Side) => one.perSecond;
  const cpu = (one: Side) => one.cpuSeconds;
  const ratio = (figure: (one: Side) => number) =>
    median(k6.map((one, round) => figure(one) / figure(program[round] ?? one))).toFixed(2);
  const cells = [
    name,
    k6.length,
    median(program.map(rate)).toFixed(0),
    median(k6.map(rate)).toFixed(0),
    ratio(rate),
    `${median(program.map(cpu)).toFixed(2)} s`,
    `${median(k6.map(cpu)).toFixed(2)} s`,
    ratio(cpu),
    `${startCpuSeconds.toFixed(2)} s`,
    median(k6.map((one, round) => (cpu(one) - startCpuSeconds) / cpu(program[round] ?? one))).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
