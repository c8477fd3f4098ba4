import type { Bound, Limit } from '../../../lib/gate/limit';

/** What each row limits, in words of one form: `ROW: metric{tags} statistic op bound`, and a warning's bound behind it. */
export function describeLimits(limits: readonly Limit[]): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  for (const limit of limits) rows[limit.row] = [...new Set([...(rows[limit.row] ?? []), describeLimit(limit)])].sort();
  return rows;
}

function describeLimit({ metric, tags = {}, statistic, pass, warn }: Limit): string {
  const tagged = Object.entries(tags).map(([name, value]) => `{${name}:${value}}`);
  return [`${metric}${tagged.join('')}`, statistic, bound(pass), warn && `warning ${bound(warn)}`]
    .filter((part) => part)
    .join(' ');
}

function bound(bound: Bound | undefined): string | undefined {
  if (!bound) return undefined;
  const { value } = bound;
  return `${bound.op} ${typeof value === 'object' ? `${value.share} ${value.of}` : value}`;
}
