/** One line of k6's log. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warning' | 'error' | 'fatal';
  readonly message: string;
  /** `console` for what the script logged, `stacktrace` for what it threw; undefined for k6's own lines. */
  readonly source: string | undefined;
}

const levels = ['debug', 'info', 'warning', 'error', 'fatal'] as const;

/** Reads one line of `--log-format json`. A line of another form, such as a Go panic, is an error that says just that; an empty one is undefined. */
export function parseLogLine(line: string): LogEntry | undefined {
  if (line.trim() === '') return undefined;
  const { level, msg, error, source } = parseObject(line);
  if (typeof msg !== 'string') return { level: 'error', message: line, source: undefined };
  return {
    level: levels.find((known) => known === level) ?? 'error',
    message: typeof error === 'string' ? `${msg}: ${error}` : msg,
    source: typeof source === 'string' ? source : undefined,
  };
}

/** What happened, without the stack and without JavaScript's own word for it. */
export function messageOf({ message }: LogEntry): string {
  // No newlines among the spaces: each of a million newlines would be searched to the last one.
  const [first = ''] = message.split(/\n[ \t]*at /);
  return first.trim().replace(/^(?:Uncaught )?(?:\(in promise\) )?(?:(?:Go)?Error: )?/, '');
}

/** Whether a line says that a socket received what was not its own; see lib/isolation/record. */
export const isEvidence = ({ source, message }: LogEntry): boolean =>
  source === 'console' && /^(?:foreign|stale) marker: /.test(message);

function parseObject(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
