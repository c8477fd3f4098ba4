import { describe, expect, it } from 'vitest';
import type { Readings } from '../../../lib/gate/reading';
import { toText } from '../../../lib/report/text';
import { counted, madeLimit, noForeign } from '../gate/made';
import { goodReadings, madeResult, refusedReadings, trend } from './made';

/** The report as one reads it on a terminal without colours. */
const text = (...args: Parameters<typeof madeResult>) => toText(madeResult(...args), { colour: false });
const blocks = (report: string) => report.split('\n\n');

describe('toText', () => {
  it('says what passed, on how many samples, and what was skipped', () => {
    expect(text()).toBe(`\
ws-50: PASS  ws://127.0.0.1:8000, 2.0 s, 50 sockets at once

  PASS     A02  connection success rate       100 %  > 80 %   n=50
  PASS     A03  max concurrent connections    50     >= 50    n=50
  PASS     A06  foreign markers seen          0      == 0     n=250  0 in 250: at 95 % confidence the rate is below 0.012
  SKIPPED  A08  target memory per connection         < 50 MB         no METRICS_URL: give the Prometheus endpoint of the target to have this row judged

  connect time  med 4.62 ms, p(95) 12.3 ms, max 24.1 ms
  task time     med 221 ms, p(95) 224 ms, max 224 ms
  isolation     250 markers checked, 0 foreign: rate below 0.012
  generator     lag p(95) 5.79 ms
`);
  });

  it('says what failed and what became of the sockets, and nothing of what was not measured', () => {
    expect(text({ readings: refusedReadings })).toBe(`\
ws-50: FAIL  ws://127.0.0.1:8000, 2.0 s, 50 sockets at once

  FAIL     A02  connection success rate       0 %  > 80 %   n=50
  FAIL     A03  max concurrent connections    0    >= 50    n=50
  NO DATA  A06  foreign markers seen               == 0           0 of at least 50 samples
  SKIPPED  A08  target memory per connection       < 50 MB        no METRICS_URL: give the Prometheus endpoint of the target to have this row judged

  outcomes                         refused 50 (HTTP 503: 50)
  connect time, failures included  med 4.62 ms, p(95) 12.3 ms, max 24.1 ms
`);
  });

  it('says of an INVALID run each reason, and what to change', () => {
    const readings = {
      ...goodReadings,
      ...counted({ dropped_iterations: 3 }),
      generator_lag: trend(50, { 'p(95)': 400 }),
    };
    expect(blocks(text({ readings, limits: [] }))).toEqual([
      'ws-50: INVALID  ws://127.0.0.1:8000, 2.0 s, 50 sockets at once',
      expect.stringContaining('  generator     lag p(95) 400 ms'),
      `\
  INVALID: generator       k6 was 400 ms late (p95) with what it received or had to send, more than 250 ms: it was the bottleneck. Use fewer users, more CPU or more runners.
  INVALID: generator       k6 dropped 3 iterations because no VU was free: the load was not the one asked for. Allow more VUs or use more runners.
  INVALID: nothing judged  Every limit was skipped, so nothing was judged.
`,
    ]);
  });

  it('keeps doubts beside a failure that stands in spite of them', () => {
    const readings = { ...goodReadings, ...counted({ foreign_markers: 1, script_errors: 1 }) };
    const report = text({ readings });
    expect(report).toMatch(/^ws-50: FAIL /);
    expect(report).toMatch(/^ {2}doubt: script error {2}The script threw 1 time/m);
  });

  it('says who got whose marker', () => {
    const leak = (receiver: number, owner: number) => receiver * 2 ** 26 + owner + 1;
    const readings = {
      ...goodReadings,
      ...counted({ foreign_markers: 2, stale_markers: 1, lost_markers: 4 }),
      leak_pairs: { min: 4 * 2 ** 26, max: leak(12, 4), value: leak(7, 7) },
    };
    const report = text({ readings });
    expect(report).toContain('  isolation           250 markers checked, 2 foreign, 1 stale, 4 lost\n');
    expect(report).toContain(
      '  leaks, for example  user 4 received a marker of unknown origin, user 12 received a marker of user 4, user 7 received a marker of another task of its own\n',
    );
  });

  const line = (name: string, readings: Readings): string | undefined =>
    new RegExp(`^ {2}${name} +(.*)$`, 'm').exec(text({ readings }))?.[1];

  it('names the codes with which the target closed sockets, and failures in words of their own', () => {
    const readings = { ...goodReadings, ...counted({ 'target_closes{code:1011}': 2, 'target_closes{code:none}': 1 }) };
    expect(line('closed by the target', readings)).toBe('code 1011: 2, code none: 1');
    const failures = ['user 3: closed early by the target (code 1011: no room)', 'user 4: timed out (task)'];
    expect(toText({ ...madeResult(), failures }, { colour: false })).toContain(
      `  failures, for example  ${failures.join('; ')}\n`,
    );
  });

  it.each<[string, Readings, string]>([
    ['a status', { 'ws_sessions{status:431}': { count: 10 } }, 'refused 10 (HTTP 431: 10)'],
    [
      'statuses, and no answer',
      { 'ws_sessions{status:522}': { count: 7 } },
      'refused 10 (HTTP 522: 7, no HTTP answer: 3)',
    ],
    ['no answer', {}, 'refused 10 (no HTTP answer: 10)'],
    [
      'streams, calls ahead of sockets, and no answer',
      counted({ 'streams_refused{what:HTTP 429}': 4, before_failed: 5 }),
      'refused 10 (HTTP 429: 4, for the call before: 5, no HTTP answer: 1)',
    ],
  ])('says that sockets were refused with %s', (_what, statuses, said) => {
    expect(line('outcomes', { ...goodReadings, 'outcomes{outcome:refused}': { count: 10 }, ...statuses })).toContain(
      said,
    );
  });

  it('says what became of the calls ahead of sockets and behind them', () => {
    const readings = {
      ...goodReadings,
      ...counted({
        before_calls: 50,
        before_failed: 0,
        after_calls: 50,
        after_failed: 3,
        'after_failed{what:HTTP 404}': 3,
      }),
      before_time: trend(50, { med: 2, 'p(95)': 4, max: 8 }),
    };
    expect(line('calls before', readings)).toContain('all 50 as expected, med 2 ms, p(95) 4 ms, max 8 ms');
    expect(line('calls after', readings)).toContain('3 of 50 failed, HTTP 404: 3');
  });

  it('says what was waited for in vain where every message was answered', () => {
    const readings = {
      ...goodReadings,
      ...counted({ 'outcomes{outcome:timed-out}': 10, messages_due: 50, messages_answered: 50 }),
    };
    const history = 'timed-out 10 (every message was answered, the history that the users asked for was not)';
    expect(line('outcomes', readings)).toContain(history);
    expect(line('outcomes', { ...readings, ...counted({ messages_answered: 49 }) })).toBe('done 50, timed-out 10');
    expect(line('outcomes', { ...readings, connect_ok: { rate: 0.9 } })).toBe('done 50, timed-out 10');
  });

  it('says that the target was not there all the time', () => {
    const failed = (what: string) => ({
      ...goodReadings,
      ...counted({ requests: 500, served: 490, [`requests_failed{what:${what}}`]: 10 }),
    });
    const gone = 'timed out: 10, so the target was down or hung for a part of the run';
    expect(line('requests', failed('timed out'))).toBe(`500, 490 as expected, ${gone}`);
    expect(line('requests', failed('HTTP 503'))).toBe('500, 490 as expected, HTTP 503: 10');
  });

  it('names a habit of the target other than once, and says where there is none', () => {
    const habit = (min: number, max: number) =>
      line('isolation', { ...goodReadings, marker_habit: { min, max, value: max } });
    expect(habit(1, 1)).not.toContain('times');
    expect(habit(4, 4)).toContain('the target says each marker 4 times');
    expect(habit(1, 4)).toContain('the target says each marker 1 to 4 times');
    const { markers_compared: _, ...uncompared } = goodReadings;
    // What compares nothing, as a chat, has no such figure.
    expect(line('isolation', uncompared)).not.toContain('habit');
    const unalike = { ...goodReadings, ...counted({ markers_compared: 0 }) };
    expect(line('isolation', unalike)).toContain('compared with no habit of the target');
    // Where no task came to its end nobody knows what it would have said.
    expect(line('isolation', { ...unalike, ...counted({ 'outcomes{outcome:done}': 0 }) })).not.toContain('habit');
  });

  it("gives document 000's statistics of the connect time where each connect was timed", () => {
    const times = [1, 2, 4];
    const readings = {
      ...goodReadings,
      ...counted({ connect_time_squares: times.reduce((sum, time) => sum + time ** 2, 0) }),
      connect_time: trend(3, { min: 1, max: 4, avg: 7 / 3, med: 2 }),
    };
    const connect = /^ {2}connect time .*$/m.exec(text({ readings }))?.[0];
    // statistics.stdev([1, 2, 4]) is 1.5275.
    expect(connect).toBe('  connect time  min 1 ms, max 4 ms, avg 2.33 ms, med 2 ms, stdev 1.53 ms');
  });

  it('gives no deviation of a single connect', () => {
    const connect_time = trend(1, { min: 1, max: 1, avg: 1, med: 1 });
    expect(text({ readings: { ...goodReadings, connect_time } })).not.toContain('stdev');
  });

  it('gives what there is of times whose number is not known, and nothing of times that were not taken', () => {
    const readings = {
      ...goodReadings,
      ws_connecting: { 'p(95)': 5 },
      task_time: trend(0, { med: 0, 'p(95)': 0, max: 0 }),
    };
    expect(text({ readings })).toContain('  connect time  p(95) 5 ms\n  isolation ');
  });

  it('says how many pings were answered', () => {
    const readings = { ...goodReadings, ...counted({ pings_sent: 1000, pings_answered: 998 }) };
    expect(text({ readings })).toContain('  pings         998 of 1000 answered\n');
  });

  it('gives the target’s own figures', () => {
    const readings = {
      ...goodReadings,
      target_memory: trend(2, { max: 99.1 }),
      target_cpu: trend(2, { max: 0.0783 }),
      target_connections: trend(2, { max: 50 }),
    };
    expect(text({ readings })).toContain('  target        peak memory 99.1 MB, peak CPU 7.83 %, peak connections 50\n');
  });

  it('does not say that there were no connections where none was open at the moments of looking', () => {
    const readings = {
      ...goodReadings,
      target_memory: trend(1, { max: 99 }),
      target_connections: trend(1, { max: 0 }),
    };
    expect(text({ readings })).toContain('  target        peak memory 99 MB\n');
  });

  it('says what became of HTTP requests, and what came instead of an answer', () => {
    const readings = {
      ...goodReadings,
      ...counted({ requests: 100, served: 80, requests_unsent: 4 }),
      response_time: trend(100, { avg: 6, med: 5, 'p(95)': 8.25, max: 31.4 }),
      http_req_blocked: trend(100, { avg: 1.5, max: 25 }),
      http_req_duration: trend(100, { avg: 4.5, max: 30 }),
      http_req_connecting: trend(100, { max: 0.4 }),
      http_req_tls_handshaking: trend(100, { max: 24 }),
      'requests_failed{what:HTTP 503}': { count: 11 },
      'requests_failed{what:timed out}': { count: 5 },
      'requests_failed{what:HTTP 500}': { count: 0 },
    };
    const report = text({ readings });
    expect(report).toContain(
      '  requests          100, 80 as expected, HTTP 503: 11, timed out: 5, never sent: 4, so the target was down or hung for a part of the run\n',
    );
    expect(report).toContain('  response time     med 5 ms, p(95) 8.25 ms, max 31.4 ms\n');
    expect(report).toContain('  of it connecting  on average 25 %, max 25 ms, connect max 0.4 ms, TLS max 24 ms\n');
  });

  it('says how many journeys came to their end, and how long they took', () => {
    const time = trend(9, { med: 5, 'p(95)': 8.25, max: 31.4 });
    const said = (passes: number, fails: number) =>
      text({ readings: { ...goodReadings, journey_ok: { rate: 0, passes, fails }, journey_time: time } });
    expect(said(9, 1)).toContain('  journeys      10, 9 to their end, med 5 ms, p(95) 8.25 ms, max 31.4 ms\n');
    expect(said(10, 0)).toContain('  journeys      10, all to their end, med 5 ms');
    expect(said(0, 3)).toContain('  journeys      3, 0 to their end\n');
    expect(text()).not.toContain('journeys');
  });

  it('says how many answers were as expected, and how many of them came when the load was over', () => {
    const answers = { ...goodReadings, answer_ok: { rate: 1, passes: 964, fails: 0 } };
    const said = (served: number) => line('requests', { ...answers, ...counted({ requests: 964, served }) });
    expect(said(937)).toBe('964, all as expected (27 of them after the time of the load)');
    expect(said(964)).toBe('964, all as expected');
  });

  it.each([
    ['it wrote no marker', { answers_searched: 9 }, 'not judged: the journey wrote no marker'],
    [
      'no answer showed one',
      { answers_searched: 9, markers_written: 3 },
      'not judged: 3 markers were written, and no answer showed one',
    ],
    [
      'not every answer was searched',
      { answers_searched: 7, answers_unsearched: 2, markers_written: 3, markers_checked: 5, markers_compared: 3 },
      '5 markers checked, 0 foreign, 7 of 9 answers searched',
    ],
    [
      'no request shows a marker',
      { answers_searched: 9, markers_written: 3, markers_checked: 5, markers_compared: 0 },
      '5 markers checked, 0 foreign, no request says what it `shows`, so nobody looked for lost and stale ones',
    ],
  ])('says what the isolation of a journey rests on where %s', (_what, counts, said) => {
    expect(line('isolation', counted({ ...counts, 'outcomes{outcome:done}': 0 }))).toBe(said);
  });

  it('says nothing of requests where there were none, or none that failed', () => {
    expect(text()).not.toContain('requests');
    const readings = {
      ...goodReadings,
      ...counted({ served: 5, requests: 5 }),
      // k6 gives a trend without samples as zeros.
      response_time: trend(0, { med: 0, 'p(95)': 0, max: 0 }),
      http_req_blocked: trend(5, { avg: 1, max: 2 }),
      http_req_duration: trend(5, { avg: 1, max: 2 }),
    };
    expect(text({ readings })).toContain('  requests      5, all as expected\n');
    expect(text({ readings })).not.toContain('response time');
  });

  it('says how often the target did not say how it was', () => {
    const readings = { ...goodReadings, target_memory: trend(1, { max: 99 }), ...counted({ scrapes_failed: 3 }) };
    expect(text({ readings })).toContain('peak memory 99 MB, 3 scrapes failed\n');
  });

  it('gives what a watcher found out about the generator', () => {
    const result = madeResult();
    const generator = { ...result.generator, peakCpuShare: 0.405, peakMemoryMB: 85.31 };
    expect(toText({ ...result, generator }, { colour: false })).toContain(
      '  generator     lag p(95) 5.79 ms, peak CPU 40.5 %, peak memory 85.3 MB\n',
    );
  });

  it.each([
    [0.0499, 'peak memory 85 MB\n'],
    [0.31, 'peak memory 85 MB, CPU stolen by other machines 31 %\n'],
  ])('says that CPU was stolen where it is worth telling: %f', (stolenCpuShare, end) => {
    const result = madeResult();
    const generator = { ...result.generator, peakMemoryMB: 85, stolenCpuShare };
    expect(toText({ ...result, generator }, { colour: false })).toContain(end);
  });

  it('shows both bounds of a limit with a WARNING tier', () => {
    const limits = [madeLimit({ minSamples: 1, pass: { op: '>', value: 0.9 }, warn: { op: '>', value: 0.7 } })];
    const readings = { ...goodReadings, connect_ok: { rate: 0.8 } };
    expect(text({ limits, readings })).toContain(
      '  WARNING  T01  connection success rate  80 %  > 90 %, warning > 70 %  n=50\n',
    );
  });

  it('tells a note that several limits share once', () => {
    const limits = [noForeign(), noForeign({ title: 'lost markers', metric: 'lost_markers' })];
    expect(text({ limits }).match(/95 % confidence/g)).toHaveLength(1);
  });

  it('colours verdicts, and nothing else, when asked to', () => {
    const result = madeResult({ readings: { ...goodReadings, ...counted({ open_sockets: 5 }) } });
    const coloured = toText(result, { colour: true });
    expect(coloured).toContain('ws-50: \x1b[31mFAIL\x1b[0m  ws://');
    expect(coloured).toContain('\n  \x1b[32mPASS\x1b[0m     A02  ');
    expect(coloured).toContain('\n  \x1b[36mSKIPPED\x1b[0m  A08  ');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    expect(coloured.replaceAll(/\x1b\[\d+m/g, '')).toBe(toText(result, { colour: false }));
  });
});
