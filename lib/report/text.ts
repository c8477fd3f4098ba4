import type { Result } from './result';
/** The verdict, line by line, for a terminal. */
export function toText(result: Result): string {
  const lines = result.limits.map((l) => `${l.verdict.padEnd(9)} ${l.row} ${l.title}: ${l.value ?? '-'} (${l.samples}) ${l.notes.join('; ')}`);
  return [`${result.scenario}: ${result.verdict}`, ...lines, ...result.invalidities.map((i) => i.message), ''].join('\n');
}
