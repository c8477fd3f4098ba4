import { exitCodeOf, type JudgedLimit } from '../gate/verdict';
import { cellsOf, toEntities } from './format';
import type { Result } from './result';

/**
 * The verdict as JUnit XML, for pipelines that show tests: one test case for each limit and one for the validity of the run.
 * Something in it failed exactly where `loadmark run` exits with another code than 0.
 */
export function toJunit({ scenario, limits, invalidities, strict, startedAt, durationMs }: Result): string {
  const time = (durationMs / 1000).toFixed(3);
  // One error with all reasons: readers of JUnit files show the first of several.
  const reasons = invalidities.map(({ message }) => message).join('\n');
  const cases = [
    ...limits.map((limit) => [`${limit.row} ${limit.title}`, 0, outcomeOf(limit, strict)] as const),
    ['run is valid', time, reasons && element('error', { message: reasons })] as const,
  ].map(([name, time, outcome]) => element('testcase', { classname: scenario, name, time }, outcome));
  const count = (outcome: string) => cases.filter((text) => text.includes(`<${outcome}`)).length;
  const counts = { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
  const suite = element(
    'testsuite',
    { name: scenario, timestamp: startedAt, time, ...counts },
    `\n${cases.join('\n')}\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${suite}\n`;
}

function outcomeOf(limit: JudgedLimit, strict: boolean): string {
  const { verdict } = limit;
  const [, , , measured, bound, ...rest] = cellsOf(limit);
  const message = [measured, bound && `expected ${bound}`, ...rest].filter(Boolean).join('; ');
  if (verdict === 'SKIPPED') return element('skipped', { message });
  if (verdict === 'NO DATA') return element('error', { message });
  if (verdict === 'FAIL' || (verdict === 'WARNING' && exitCodeOf(verdict, strict) > 0))
    return element('failure', { message });
  return element('system-out', {}, escaped(`${verdict}: ${message}`));
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  let start = name;
  for (const key in attributes) start += ` ${key}="${escaped(`${attributes[key]}`)}"`;
  return `<${start}>${content}</${name}>`;
}

/** XML 1.0 cannot hold most control characters, not even as entities. */
const escaped = (text: string): string =>
  toEntities(text.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''), /[&<>"\t\n\r]/g);
