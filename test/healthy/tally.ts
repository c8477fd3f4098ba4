import type { SecondLoad } from './second-load';

/** What came of one run. */
export interface Made {
  readonly scenario: string;
  readonly what: string;
  readonly beside: SecondLoad;
  /** Or that there was none. */
  readonly verdict: string;
  /** Why it is not a PASS, as far as the verdict says. */
  readonly reasons: readonly string[];
}

/** Counts of runs by verdict, alone and next to a second load, and of why they are INVALID. A run is no PASS, WARNING or INVALID: it failed. */
export function addUp(runs: readonly Made[]): { readonly text: string; readonly failed: boolean } {
  const lines = (['none', 'core', 'scenario'] as const).map((beside) => {
    const of = runs.filter((run) => run.beside === beside);
    return `beside ${beside}: ${of.length} runs, ${counted(of.map(({ verdict }) => verdict))}`;
  });
  const invalid = runs.filter(({ verdict }) => verdict === 'INVALID');
  // Without figures: what differs in nothing else is one reason.
  const reasons = invalid.map(({ reasons: [first = ''] }) => first.replace(/\b[\d.]+/g, 'N').slice(0, 120));
  const bad = runs.filter(({ verdict }) => !['PASS', 'WARNING', 'INVALID'].includes(verdict));
  return {
    text: [
      ...lines,
      `INVALID because: ${counted(reasons) || '-'}`,
      `of: ${counted(invalid.map(({ scenario }) => scenario)) || '-'}`,
      ...bad.map(({ scenario, what, beside, verdict }) => `${verdict}: ${scenario}, ${what}, beside ${beside}`),
    ].join('\n'),
    failed: bad.length > 0,
  };
}

/** Each with its number, the most frequent first. */
function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return sorted.map(([name, count]) => `${count} ${name}`).join(', ');
}
