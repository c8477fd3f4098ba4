import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { readFailureLine } from '../../lib/metrics/failure-line';
import { resultFiles } from '../paths';
import { harmlessLine, isEvidence, type LogEntry, messageOf, parseLogLine } from './log';
import { printable } from './printable';

/** What k6's log said. */
export interface ReadLog {
  /** The last errors, oldest first, without stacks; each a line that can be printed. */
  readonly lastErrors: readonly string[];
  /** Sockets that failed, no two in the same words; each a line that can be printed. */
  readonly failures: readonly string[];
  /** Warnings and errors that were not shown, because there were too many. */
  readonly hidden: number;
}

export interface LogRequest {
  readonly log: Readable;
  /** k6.log and, when a foreign or stale marker was logged, markers.log go here. */
  readonly folder: string;
  readonly show: (line: string) => void;
}

const shownAtMost = 20;
const keptErrors = 5;
const keptFailures = 3;
/** A failing request per millisecond must not fill a disk. */
const fileBytesAtMost = 10_000_000;

/** Follows k6's log until it ends: shows warnings and errors, keeps all of it in k6.log. */
export async function followLog({ log, folder, show }: LogRequest): Promise<ReadLog> {
  const whole = createWriteStream(join(folder, resultFiles.log));
  // A full disk costs the log, not the run.
  whole.on('error', () => {});
  const markers: string[] = [];
  const lastErrors: string[] = [];
  const failures = new Map<string, string>();
  let troubles = 0;
  let bytes = 0;
  for await (const logged of createInterface({ input: log })) {
    const line = harmlessLine(logged);
    bytes += line.length;
    if (bytes <= fileBytesAtMost) whole.write(`${line}\n`);
    const entry = parseLogLine(line);
    if (!entry) continue;
    if (isEvidence(entry)) markers.push(entry.message);
    if (!isTrouble(entry)) continue;
    const message = printable(messageOf(entry));
    const failure = entry.source === 'console' ? readFailureLine(message) : undefined;
    if (failure && failures.size < keptFailures && !failures.has(failure.what))
      failures.set(failure.what, failure.text);
    if (entry.level !== 'warning' && !isEvidence(entry)) lastErrors.push(message);
    if (lastErrors.length > keptErrors) lastErrors.shift();
    if (++troubles <= shownAtMost) show(`k6 ${entry.level}: ${message}`);
  }
  await finished(whole.end()).catch(() => {});
  if (markers.length > 0) writeFileSync(join(folder, resultFiles.markers), `${markers.join('\n')}\n`);
  return { lastErrors, failures: [...failures.values()], hidden: Math.max(0, troubles - shownAtMost) };
}

/** k6's own message about crossed thresholds is left out: the verdict says more. */
const isTrouble = ({ level, message }: LogEntry): boolean =>
  (level === 'warning' || level === 'error' || level === 'fatal') &&
  !/^thresholds on metrics .* have been crossed$/.test(message);
