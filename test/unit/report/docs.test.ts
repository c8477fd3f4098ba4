import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { samplesForPercentile } from '../../../lib/gate/notes';
import { overrideLimits } from '../../../lib/gate/override';
import { exitCodeOf, type Invalidity, type LimitVerdict, type Verdict } from '../../../lib/gate/verdict';
import { metrics } from '../../../lib/metrics/catalogue';
import { outcomeKinds } from '../../../lib/metrics/outcomes';
import type { Result } from '../../../lib/report/result';
import { graphMixed } from '../../../thresholds/graph';
import { ws50 } from '../../../thresholds/tasks';

const read = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const results = read('results.md');
const verdicts = read('verdicts.md');

/** The cells of every table row of a text whose first cell is code, without the code's ticks. */
const rowsOf = (text: string): string[][] =>
  [...text.matchAll(/^\| (`.*) \|$/gm)].map(([, row = '']) =>
    row.split(' | ').map((cell) => cell.replace(/^`(.*)`$/, '$1')),
  );
/** The part of a text below a heading. */
const below = (text: string, heading: string): string =>
  text.split(/^(?=##+ )/m).find((part) => part.startsWith(`${heading}\n`)) ?? '';

/** T with nothing left out: what is optional or null in T is there, so that the compiler asks for new fields here. */
type Whole<T> = T extends readonly (infer Item)[]
  ? readonly Whole<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]-?: Whole<NonNullable<T[Key]>> }
    : T;

/** A result in which every field is filled in. Its values mean nothing. */
const whole: Whole<Omit<Result, 'outcomes' | 'refusals' | 'figures'>> = {
  schemaVersion: 1,
  scenario: '',
  verdict: 'PASS',
  limits: [
    {
      row: '',
      title: '',
      metric: 'connect_ok',
      tags: {},
      statistic: 'rate',
      overSeconds: 0,
      pass: { op: '>', value: 0 },
      warn: { op: '>', value: 0 },
      minSamples: 0,
      offered: 0,
      evidence: 'outcomes',
      certain: true,
      ifAny: true,
      needs: 'METRICS_URL',
      skippedBy: 'target_cpu_untold',
      unprovenBy: 'second_channel_silent',
      verdict: 'PASS',
      value: 0,
      samples: 0,
      notes: [''],
    },
  ],
  invalidities: [{ cause: 'no data', message: '' }],
  run: '',
  startedAt: '',
  durationMs: 0,
  target: '',
  proxy: '',
  k6Variables: [''],
  given: ['METRICS_URL'],
  strict: false,
  load: { describe: '', model: 'closed', users: 0, vus: 0, iterations: 0, messages: 0 },
  failures: [''],
  isolation: {
    checked: 0,
    foreign: 0,
    stale: 0,
    repeated: 0,
    reordered: 0,
    late: 0,
    lost: 0,
    foreignRateBelow: 0,
    examples: [{ receiver: 0, owner: 0, ofAnotherRun: true }],
  },
  breakingPoint: { largestLoad: 0, climbedTo: 0, brokeAt: 0, brokeFirst: [''], resource: '' },
  generator: {
    bounds: { lagMs: 0 },
    lagP95Ms: 0,
    droppedIterations: 0,
    cpuSeconds: 0,
    peakCpuShare: 0,
    waitedShare: 0,
    peakMemoryMB: 0,
    stolenCpuShare: 0,
  },
  versions: { loadmark: '', commit: '', k6: '' },
  k6ExitCode: 0,
  machine: { os: '', cpu: '', cores: 0, memoryMB: 0 },
};
/** Fields whose names come from the run. */
const named = ['limits[].tags.<tag>', 'outcomes.<outcome>', 'refusals.<status>', 'figures.<metric>.<statistic>'];

/** The path of each value in a value: `limits[].pass.op`. */
function pathsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => pathsIn(item, `${path}[]`)))];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => pathsIn(item, path === '' ? key : `${path}.${key}`));
}

describe('docs/results.md', () => {
  it('describes every field of result.json, and no other', () => {
    const sections = [
      '### The run',
      '### The limits',
      '### The load',
      '### Isolation',
      '### The breaking point',
      '### The generator',
      '### Versions and machine',
      '### Figures',
    ];
    const tables = sections.map(
      (heading) =>
        below(results, heading)
          .split('\n\n')
          .find((block) => block.startsWith('| field ')) ?? '',
    );
    const described = tables.flatMap(rowsOf).map(([path]) => path);
    expect([...described].sort()).toEqual([...pathsIn(whole), ...named].sort());
  });

  it('describes every outcome', () => {
    const table = below(results, '### The load')
      .split('\n\n')
      .find((block) => block.startsWith('| outcome '));
    expect(rowsOf(table ?? '').map(([kind]) => kind)).toEqual([...outcomeKinds]);
  });

  it('names every unit of a metric', () => {
    const units = below(results, '## Units');
    for (const { unit } of Object.values(metrics)) expect(units).toContain(`\`${unit}\``);
  });

  it('names every cause of an invalidity', () => {
    const causes: Readonly<Record<Invalidity['cause'], true>> = {
      'no data': true,
      'script error': true,
      generator: true,
      options: true,
      'nothing judged': true,
      skipped: true,
      'no result': true,
    };
    const row = rowsOf(results).find(([path]) => path === 'invalidities[].cause');
    expect([...(row?.at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(([, cause]) => cause)).toEqual(Object.keys(causes));
  });
});

describe('docs/verdicts.md', () => {
  const limitVerdicts: Readonly<Record<LimitVerdict, true>> = {
    PASS: true,
    WARNING: true,
    FAIL: true,
    'NO DATA': true,
    SKIPPED: true,
    REPORTED: true,
  };
  const runVerdicts: readonly Verdict[] = ['PASS', 'WARNING', 'FAIL', 'INVALID'];

  it('says when a limit gets each of its verdicts', () => {
    expect(rowsOf(below(verdicts, '## The verdict of a limit')).map(([verdict]) => verdict)).toEqual(
      Object.keys(limitVerdicts),
    );
  });

  it('says when a run gets each of its verdicts', () => {
    const described = rowsOf(below(verdicts, '## The verdict of a run')).map(([verdict]) => verdict);
    expect([...new Set(described)].sort()).toEqual([...runVerdicts].sort());
  });

  it('gives the exit code of each verdict', () => {
    const codes = Object.fromEntries(
      rowsOf(below(verdicts, '## Exit codes')).map(([verdict, code]) => [verdict, Number(code)]),
    );
    for (const verdict of runVerdicts) expect([verdict, codes[verdict]]).toEqual([verdict, exitCodeOf(verdict, false)]);
    expect(codes['`WARNING`, strict']).toBe(exitCodeOf('WARNING', true));
  });

  it('gives the samples that percentiles need', () => {
    for (const percentile of [95, 99, 99.9])
      expect(verdicts.replaceAll('\n', ' ')).toContain(`${samplesForPercentile(percentile)} for p(${percentile})`);
  });

  it('gives entries for LIMITS that are understood', () => {
    const section = below(verdicts, '## Bounds of your own');
    const entries = rowsOf(section).map(([entry = '']) => entry);
    const example = /LIMITS='([^']+)'/.exec(section)?.[1] ?? '';
    const limits = [...ws50, ...graphMixed];
    expect([example, ...entries].map((entry) => overrideLimits(limits, entry).length - limits.length)).toEqual([
      1, 0, 0, 0, 1, 1,
    ]);
  });
});
