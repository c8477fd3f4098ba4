import { describe, expect, it } from 'vitest';
import { conclude, type Observed } from '../../../cli/result/conclude';
import { madeLimit } from '../gate/made';
import { goodReadings, madeResult, refusedReadings } from '../report/made';

const observed = (changes: Partial<Observed> = {}): Observed => ({
  exit: { code: 0, signal: null },
  stop: undefined,
  samples: [
    { atMs: 0, cpuMs: 400, waitMs: 0, memoryMB: 40, loading: false },
    { atMs: 500, cpuMs: 500, waitMs: 0, memoryMB: 60.4, loading: true },
    { atMs: 1600, cpuMs: 1050, waitMs: 0, memoryMB: 55, loading: true },
  ],
  originMs: 0,
  cores: 2,
  throttling: { throttledMs: 0, overMs: 1_600 },
  stolenShare: 0.3141,
  k6Version: 'v2.2.0',
  machine: { os: 'Linux 6', cpu: 'a CPU', cores: 2, memoryMB: 8000 },
  lastErrors: [],
  failures: [],
  rescued: undefined,
  ...changes,
});

const messages = (result: ReturnType<typeof conclude>) => result.invalidities.map(({ message }) => message).join('\n');

describe('conclude', () => {
  it('adds what only a watcher can know', () => {
    const result = conclude(madeResult(), observed());
    expect(result).toMatchObject({
      verdict: 'PASS',
      generator: { cpuSeconds: 1.05, peakCpuShare: 0.25, peakMemoryMB: 60, stolenCpuShare: 0.31 },
      versions: { loadmark: '0.1.0', k6: 'v2.2.0' },
      k6ExitCode: 0,
      machine: { cores: 2 },
    });
  });

  it('leaves open what nobody could measure', () => {
    const { generator } = conclude(madeResult(), observed({ samples: [], stolenShare: null }));
    expect(generator).toMatchObject({ cpuSeconds: null, peakCpuShare: null, peakMemoryMB: null, stolenCpuShare: null });
  });

  it('judges no times of a k6 that waited for a core most of the time, and still fails what is no time', () => {
    const samples = [
      { atMs: 0, cpuMs: 100, waitMs: 0, memoryMB: 40, loading: true },
      { atMs: 1600, cpuMs: 400, waitMs: 1200, memoryMB: 50, loading: true },
    ];
    const slow = madeResult({
      limits: [madeLimit({ metric: 'task_time', statistic: 'p(95)', pass: { op: '<', value: 210 }, minSamples: 1 })],
      readings: goodReadings,
    });
    expect([slow.verdict, conclude(slow, observed()).verdict]).toEqual(['FAIL', 'FAIL']);
    const doubted = conclude(slow, observed({ samples }));
    expect(doubted).toMatchObject({ verdict: 'INVALID', generator: { waitedShare: 0.8 } });
    expect(messages(doubted)).toMatch(/waited for a core/);
    expect(conclude(madeResult({ readings: refusedReadings }), observed({ samples })).verdict).toBe('FAIL');
  });

  it('trusts no green result of a k6 that was red', () => {
    const result = conclude(madeResult(), observed({ exit: { code: 99, signal: null } }));
    expect(result.verdict).toBe('INVALID');
    expect(messages(result)).toMatch(/exit code 99.*the two must agree/);
  });

  it('keeps a FAIL, whether k6 was red or green', () => {
    const failed = madeResult({ readings: refusedReadings });
    expect(conclude(failed, observed({ exit: { code: 99, signal: null } }))).toMatchObject({
      verdict: 'FAIL',
      invalidities: [],
    });
    expect(conclude(failed, observed())).toMatchObject({ verdict: 'FAIL', invalidities: [] });
  });

  it('says what another exit code means, and what k6 said last', () => {
    const result = conclude(
      madeResult(),
      observed({ exit: { code: 107, signal: null }, lastErrors: ['first', 'TARGET_URL is missing'] }),
    );
    expect(result.verdict).toBe('INVALID');
    expect(messages(result)).toMatch(/exit code 107: the script threw.* TARGET_URL is missing$/);
  });

  it('says of a run that was stopped what hung, and not what its exit code means', () => {
    const result = conclude(
      madeResult(),
      observed({ exit: { code: 105, signal: null }, stop: { kind: 'not-ending', afterMs: 10_000, hasBegun: true } }),
    );
    expect(result.verdict).toBe('INVALID');
    expect(messages(result)).toMatch(/handleSummary\(\) or an output/);
    expect(messages(result)).not.toMatch(/exit code/);
  });

  it('says that figures are the last of the REST API', () => {
    const result = conclude(madeResult(), observed({ rescued: 'k6 wrote no result.json', lastErrors: ['disk full'] }));
    expect(result.verdict).toBe('INVALID');
    expect(messages(result)).toMatch(
      /^k6 wrote no result\.json, although it ended with exit code 0\. disk full\n.*REST API/,
    );
  });

  it('says what to raise where k6 could not even write its result', () => {
    const lastErrors = ['could not open result.json: open r/result.json: too many open files'];
    const result = conclude(madeResult(), observed({ rescued: 'k6 wrote no result.json', lastErrors }));
    expect(result.invalidities.map(({ cause }) => cause)).toEqual(['no result', 'no result', 'generator']);
    expect(messages(result)).toMatch(/By its log k6 lacked open files: raise the limit/);
  });

  it('finds a generator that had no core left', () => {
    const samples = [0, 1, 2, 3, 4].map((second) => ({
      atMs: second * 1000,
      cpuMs: second * 2000,
      waitMs: 0,
      memoryMB: 50,
      loading: true,
    }));
    expect(conclude(madeResult(), observed({ samples }))).toMatchObject({
      verdict: 'INVALID',
      invalidities: [{ cause: 'generator' }],
    });
  });

  const busy = (seconds: number, loading: boolean) =>
    Array.from({ length: seconds }, (_, second) => ({
      atMs: second * 1000,
      cpuMs: second * 2000,
      waitMs: 0,
      memoryMB: 50,
      loading,
    }));

  it("tells the load apart by the result where k6's API said nothing", () => {
    const long = { ...madeResult(), startedAt: new Date(5_000).toISOString(), durationMs: 8_000 };
    const samples = busy(20, false);
    const result = conclude(long, observed({ samples, originMs: 4_000 }));
    expect(result).toMatchObject({ verdict: 'INVALID', invalidities: [{ cause: 'generator' }] });
    expect(messages(result)).toMatch(/for 8\.0 s in a row/);
  });

  it('is INVALID where nothing was seen of k6 in a run of more than three seconds', () => {
    const run = (durationMs: number) => ({ ...madeResult(), startedAt: new Date(0).toISOString(), durationMs });
    const long = conclude(run(3_001), observed({ samples: [] }));
    expect(long).toMatchObject({ verdict: 'INVALID', invalidities: [{ cause: 'no data' }] });
    expect(messages(long)).toMatch(/Nothing was seen of k6's process in the 3\.0 s/);
    expect(conclude(run(3_001), observed({ samples: busy(9, false).slice(5) })).verdict).toBe('INVALID');
    expect(conclude(run(3_000), observed({ samples: [] })).verdict).toBe('PASS');
  });

  it('finds a generator that its CPU quota held back, however little of the CPU it got', () => {
    const held = conclude(madeResult(), observed({ cores: 0.25, throttling: { throttledMs: 81, overMs: 1_600 } }));
    expect(held).toMatchObject({ verdict: 'INVALID', invalidities: [{ cause: 'generator' }] });
    expect(messages(held)).toMatch(/quota .*\(0\.25 cores\) held it back for 0\.08 s in 1\.60 s.*Raise the quota/);
    const moment = observed({ throttling: { throttledMs: 79, overMs: 1_600 } });
    expect(conclude(madeResult(), moment).verdict).toBe('PASS');
  });

  it('fails a run that was cut short and leaked: a foreign marker stays foreign', () => {
    const readings = { ...goodReadings, foreign_markers: { count: 1, rate: 1 } };
    const result = conclude(
      madeResult({ readings }),
      observed({ exit: { code: 105, signal: null }, stop: { kind: 'interrupted', signal: 'SIGINT' } }),
    );
    expect(result.verdict).toBe('FAIL');
    expect(messages(result)).toMatch(/Interrupted by SIGINT/);
  });
});
