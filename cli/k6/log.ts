import * as v from 'valibot';
import { withoutQueries } from '../../lib/environment/without-queries';

const levels = ['debug', 'info', 'warning', 'error', 'fatal'] as const;

/** One line of k6's log. */
export interface LogEntry {
  readonly level: (typeof levels)[number];
  readonly message: string;
  /** `console` for what the script logged, `stacktrace` for what it threw; undefined for k6's own lines. */
  readonly source: string | undefined;
}

const jsonLine = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    level: v.fallback(v.picklist(levels), 'error'),
    msg: v.string(),
    error: v.fallback(v.optional(v.string()), undefined),
    source: v.fallback(v.optional(v.string()), undefined),
  }),
);

const jsonObject = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/** Reads one line of `--log-format json`. A line of another form, such as a Go panic, is an error that says just that; an empty one is undefined. */
export function parseLogLine(line: string): LogEntry | undefined {
  if (line.trim() === '') return undefined;
  const { success, output } = v.safeParse(jsonLine, line);
  if (!success) return { level: 'error', message: line, source: undefined };
  const { level, msg, error, source } = output;
  return { level, message: error === undefined ? msg : `${msg}: ${error}`, source };
}

/** The message without its stack, and without a prefix such as `Uncaught Error: `. */
export function messageOf({ message }: LogEntry): string {
  // No newlines among the spaces: each of a million newlines would be searched to the last one.
  const [first = ''] = message.split(/\n[ \t]*at /);
  return first.trim().replace(/^(?:Uncaught )?(?:\(in promise\) )?(?:(?:Go)?Error: )?/, '');
}

/** A line without the queries of URLs, which k6 logs as they are, and which may have a key in them. */
export function harmlessLine(line: string): string {
  const { success, output } = v.safeParse(jsonObject, line);
  if (!success) return withoutQueries(line);
  const entries = Object.entries(output).map(([name, value]) => [
    name,
    typeof value === 'string' ? withoutQueries(value) : value,
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

/** Whether a line says that a socket received a marker that was not its own; see lib/isolation/record. */
export const isEvidence = ({ source, message }: LogEntry): boolean =>
  source === 'console' && /^(?:foreign|stale) marker: /.test(message);
