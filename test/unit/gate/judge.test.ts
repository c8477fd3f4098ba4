import { describe, expect, it } from 'vitest';
import { judge, type Run } from '../../../lib/gate/judge';
import type { ResolvedLimit } from '../../../lib/gate/limit';
import { toThresholds } from '../../../lib/gate/threshold';
import { counted, madeLimit, noForeign, opened } from './made';

const judged = (limits: readonly ResolvedLimit[], readings: Run['readings'], run: Partial<Run> = {}) =>
  judge({ limits, readings, given: [], ...run });
const verdictOf = (...args: Parameters<typeof judged>) => judged(...args).verdict;
/** The verdict of the one limit. */
const limitVerdict = (limit: ResolvedLimit, readings: Run['readings'], run: Partial<Run> = {}) =>
  judged([limit], readings, run).limits[0]?.verdict;
const lagging = { invalidities: [{ cause: 'generator', message: 'k6 was the bottleneck' }] } as const;

describe('the verdict of a limit', () => {
  const tiered = madeLimit({ warn: { op: '>', value: 0.7 } });
  const { pass: _, ...reported } = madeLimit();
  const onTarget = madeLimit({ needs: 'METRICS_URL' });

  it.each([
    ['PASS', 'the bound is kept', madeLimit(), opened(0.91)],
    ['FAIL', 'the value is exactly a bound that it must exceed', madeLimit(), opened(0.9)],
    ['WARNING', 'only the second bound is kept', tiered, opened(0.8)],
    ['PASS', 'the first of two bounds is kept', tiered, opened(0.95)],
    ['FAIL', 'the value is exactly the second bound', tiered, opened(0.7)],
    ['REPORTED', 'the document gives no bound', reported, opened(0.1)],
    ['NO DATA', 'there is no bound and too little was measured', reported, opened(0.1, 99)],
    ['PASS', 'there are exactly enough samples', madeLimit(), opened(1, 100)],
    ['NO DATA', 'one sample is missing, however good the others', madeLimit(), opened(1, 99)],
    ['NO DATA', 'one sample is missing, however bad the others', madeLimit(), opened(0, 99)],
    ['NO DATA', 'nothing was measured', madeLimit(), {}],
    [
      'NO DATA',
      "k6's zeros stand for samples that are not there",
      madeLimit({ pass: { op: '<', value: 1 } }),
      opened(0, 0),
    ],
  ] as const)('is %s when %s', (verdict, _when, limit, readings) => {
    expect(limitVerdict(limit, readings)).toBe(verdict);
  });

  it('is left out with ifAny where the run has no sample, and is a verdict as any other where it has one', () => {
    const limit = madeLimit({ ifAny: true });
    const always = madeLimit({ row: 'T02', metric: 'task_ok' });
    expect(judged([limit, always], { task_ok: { rate: 1 } }).limits.map(({ row }) => row)).toEqual(['T02']);
    expect(limitVerdict(limit, opened(0.91))).toBe('PASS');
    expect(limitVerdict(limit, opened(0.1))).toBe('FAIL');
    expect(limitVerdict(limit, opened(1, 99))).toBe('NO DATA');
  });

  it('is NO DATA with ifAny where another counter says that samples were to come', () => {
    const limit = noForeign({ evidence: 'foreign_chances', ifAny: 'markers_written', minSamples: 1 });
    const always = madeLimit({ row: 'T02', metric: 'task_ok', evidence: 'outcomes' });
    const others = { task_ok: { rate: 1 }, ...opened(1) };
    expect(judged([limit, always], others).limits.map(({ metric }) => metric)).toEqual(['task_ok']);
    const { limits, verdict } = judged([limit, always], { ...others, ...counted({ markers_written: 3 }) });
    expect(verdict).toBe('INVALID');
    expect(limits[0]).toMatchObject({
      verdict: 'NO DATA',
      notes: [
        expect.stringContaining('isolation is not judged, because users wrote 3 markers and no answer showed one'),
      ],
    });
  });

  it("is SKIPPED when the target's own figures were not asked for, whatever the readings say", () => {
    const { limits } = judged([onTarget], opened(0));
    expect(limits[0]).toMatchObject({ verdict: 'SKIPPED', value: null });
    expect(limitVerdict(onTarget, opened(0), { given: ['METRICS_URL'] })).toBe('FAIL');
    expect(limitVerdict(onTarget, opened(0), { given: ['JWT_SECRET'] })).toBe('SKIPPED');
  });

  it('is SKIPPED when the target does not report the figure, whatever zeros k6 gives, and says how it can be judged', () => {
    const limit = madeLimit({ needs: 'METRICS_URL', skippedBy: 'target_cpu_untold' });
    const run = { given: ['METRICS_URL'], strict: true } as const;
    const untold = { ...opened(1), ...counted({ target_cpu_untold: 1 }) };
    const { verdict, limits, invalidities } = judged([limit, madeLimit()], untold, run);
    expect(verdict).toBe('INVALID');
    expect(limits[0]).toMatchObject({
      verdict: 'SKIPPED',
      value: null,
      notes: ['the target does not report process_cpu_seconds_total, so this is not judged'],
    });
    expect(invalidities.map(({ message }) => message).join()).toContain(
      'Let the target report process_cpu_seconds_total.',
    );
    expect(verdictOf([limit, madeLimit()], untold, { ...run, strict: false })).toBe('PASS');
    expect(limitVerdict(limit, opened(0), run)).toBe('FAIL');
    expect(limitVerdict(limit, untold)).toBe('SKIPPED');
  });

  it('is NO DATA, and k6 fails, when nothing could leak, unless something did', () => {
    const limit = noForeign({ unprovenBy: 'second_channel_silent' });
    const silent = { markers_checked: 100, second_channel_silent: 1 };
    const { limits } = judged([limit], counted(silent));
    expect(limits[0]).toMatchObject({
      verdict: 'NO DATA',
      notes: [expect.stringMatching(/room for its three clients/)],
    });
    expect(toThresholds([limit]).second_channel_silent).toEqual(['count<1']);
    expect(limitVerdict(limit, counted({ ...silent, foreign_markers: 1 }))).toBe('FAIL');
    expect(limitVerdict(limit, counted({ markers_checked: 100 }))).toBe('PASS');
  });

  it('is NO DATA with the reason when figures of the target are those of two processes, or could not be read', () => {
    const limit = madeLimit({ metric: 'target_memory_rise', statistic: 'max', evidence: 'target_memory_rise_samples' });
    const { limits } = judged([limit], counted({ target_other_process: 1, scrapes_failed: 2 }));
    expect(limits[0]?.notes.join()).toMatch(/answered by more than one process .*; 2 scrapes of METRICS_URL failed/);
  });

  it('is NO DATA when k6 gave another statistic than the one to judge, where zero would pass', () => {
    const limit = madeLimit({ metric: 'task_time', statistic: 'p(97)', pass: { op: '<', value: 100 } });
    const { limits } = judged([limit], { ...opened(1), task_time: { 'p(95)': 900, count: 100 } });
    expect(limits[0]).toMatchObject({ verdict: 'NO DATA', value: null });
  });

  it('takes a counter that is not there for zero, once its evidence is', () => {
    const { limits } = judged([noForeign()], counted({ markers_checked: 100 }));
    expect(limits[0]).toMatchObject({ verdict: 'PASS', value: 0, samples: 100 });
  });

  it('keeps all of the limit beside value, samples and notes', () => {
    const { limits } = judged([madeLimit()], opened(0.95));
    expect(limits).toEqual([{ ...madeLimit(), verdict: 'PASS', value: 0.95, samples: 100, notes: [] }]);
  });
});

describe('a limit whose breach is certain', () => {
  it.each([
    ['too few samples', { markers_checked: 1, foreign_markers: 1 }],
    ['a run that was cut short before the samples were added up', { foreign_markers: 1 }],
  ])('fails in spite of %s', (_spite, counts) => {
    expect(verdictOf([noForeign()], counted(counts))).toBe('FAIL');
  });

  it.each([
    ['FAIL', true],
    ['INVALID', false],
  ] as const)('makes a run of a lagging generator %s (certain: %s)', (verdict, certain) => {
    const { certain: _, ...limit } = noForeign();
    const readings = counted({ markers_checked: 100, foreign_markers: 1 });
    expect(verdictOf([certain ? noForeign() : limit], readings, lagging)).toBe(verdict);
  });

  it('passes nothing with too few samples', () => {
    expect(limitVerdict(noForeign(), counted({ markers_checked: 99 }))).toBe('NO DATA');
  });

  it('fails at the bound of its WARNING tier', () => {
    const limit = noForeign({ warn: { op: '<=', value: 2 } });
    expect(limitVerdict(limit, counted({ markers_checked: 100, foreign_markers: 2 }))).toBe('WARNING');
    expect(limitVerdict(limit, counted({ markers_checked: 1, foreign_markers: 2 }))).toBe('NO DATA');
    expect(limitVerdict(limit, counted({ markers_checked: 1, foreign_markers: 3 }))).toBe('FAIL');
  });
});

describe('the verdict of a run', () => {
  const good = madeLimit();
  const warned = madeLimit({ row: 'T03', metric: 'task_ok', warn: { op: '>', value: 0.7 } });
  const { pass: _, ...reported } = madeLimit({ row: 'T04', metric: 'open_sockets', statistic: 'count' });
  const starved = madeLimit({
    row: 'T05',
    title: 'pings',
    metric: 'pings_sent',
    statistic: 'count',
    evidence: 'pings_sent',
  });
  const skipped = madeLimit({ row: 'T06', needs: 'METRICS_URL' });
  const outOfReach = madeLimit({
    row: 'T07',
    metric: 'served',
    statistic: 'count',
    evidence: 'served',
    overSeconds: 2,
    pass: { op: '>', value: 500 },
    offered: 100,
  });
  const readings = { ...opened(1), ...counted({ open_sockets: 5, served: 200 }), task_ok: { rate: 0.8 } };
  const bad = { ...readings, connect_ok: { rate: 0 } };

  it.each([
    ['PASS', 'every limit passes', [good], readings, {}],
    ['PASS', 'a limit is only reported', [good, reported], readings, {}],
    ['PASS', 'a limit is skipped', [good, skipped], readings, {}],
    ['WARNING', 'one warns', [good, warned], readings, {}],
    ['FAIL', 'one fails beside one that warns', [good, warned], bad, {}],
    ['FAIL', 'one fails and another starved of it', [good, starved], bad, {}],
    ['FAIL', 'one fails and one is skipped in a strict run', [good, skipped], bad, { strict: true }],
    ['INVALID', 'one starved and none failed', [good, starved], readings, {}],
    ['INVALID', 'the load asks for less than one wants answered', [good, outOfReach], readings, {}],
    ['FAIL', 'the load asks for too little and another one fails', [good, outOfReach], bad, {}],
    ['INVALID', 'one starved and one warns', [warned, starved], readings, {}],
    ['INVALID', 'one is skipped in a strict run', [good, skipped], readings, { strict: true }],
    ['INVALID', 'all are skipped', [skipped], readings, {}],
    ['INVALID', 'there is no limit', [], readings, {}],
    ['INVALID', 'the generator was the bottleneck', [good], readings, lagging],
    ['INVALID', 'the generator was the bottleneck of a failure', [good], bad, lagging],
    ['INVALID', 'the script threw', [good], { ...readings, ...counted({ script_errors: 1 }) }, {}],
    ['INVALID', 'the script threw and a limit failed', [good], { ...bad, ...counted({ script_errors: 1 }) }, {}],
  ] as const)('is %s when %s', (verdict, _when, limits, readings, run) => {
    expect(verdictOf(limits, readings, run)).toBe(verdict);
  });

  it('says which limits starved, of what, and where to look', () => {
    expect(judged([good, starved], readings).invalidities).toEqual([
      {
        cause: 'no data',
        message: "No data to judge T05: pings: 0 of at least 100 samples. k6's log and the outcomes say more.",
      },
    ]);
  });

  it('says nothing of starved limits beside a failure, which is why they starved', () => {
    expect(judged([good, starved], bad).invalidities).toEqual([]);
  });

  it('names each row once, and says how to have skipped ones judged', () => {
    const { invalidities } = judged([good, skipped, skipped], readings, { strict: true });
    expect(invalidities).toEqual([
      { cause: 'skipped', message: expect.stringMatching(/^--strict, and T06 skipped\. Set METRICS_URL/) },
    ]);
  });

  it('says once that nothing was judged, strict or not', () => {
    expect(judged([skipped], readings, { strict: true }).invalidities).toEqual([
      { cause: 'nothing judged', message: expect.stringContaining('Set METRICS_URL') },
    ]);
  });

  it('keeps the doubts beside a failure that stands in spite of them', () => {
    const { verdict, invalidities } = judged([noForeign()], counted({ foreign_markers: 1, script_errors: 2 }), lagging);
    expect(verdict).toBe('FAIL');
    expect(invalidities.map(({ cause }) => cause)).toEqual(['generator', 'script error']);
    expect(invalidities[1]?.message).toMatch(/^The script threw 2 time\(s\)/);
  });

  it('judges its own limits again as it did before', () => {
    const first = judged([good, warned, skipped, starved], bad);
    expect(judged(first.limits, bad)).toEqual(first);
  });
});
