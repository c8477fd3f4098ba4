import { describe, expect, it } from 'vitest';
import { ClientFigures } from '../../../lib/requests/client-figures';
import { notSent } from '../../../lib/requests/request';
import { samplesOf } from '../../stubs/k6-metrics';
import { onFakeTime } from './made';

const answer = (tookMs: number) => ({ ok: true, came: true, tookMs, refusedCleanly: false });

/** What is recorded of a client. */
function figures(timesMs: readonly number[], failed = 0) {
  const client = new ClientFigures();
  for (const timeMs of timesMs) client.answer(answer(timeMs));
  for (let count = 0; count < failed; count++) client.answer(notSent);
  client.record({ name: 'one' });
  const of = (metric: string) => samplesOf(metric).map(({ value }) => value);
  return { time: of('client_time'), ok: of('client_ok') };
}

onFakeTime();

describe("a client's own figures", () => {
  it.each<[string, readonly number[], number, number[], number[]]>([
    ['are its median and its share of answers', [500, 10, 20], 1, [20], [0.75]],
    ['are the better of two answers', [10, 500], 0, [10], [1]],
    ['say nothing of one answer', [500], 0, [], []],
    ['have no time where nothing succeeded', [], 3, [], [0]],
  ])('%s', (_what, times, failed, time, ok) => {
    expect(figures(times, failed)).toEqual({ time, ok });
  });

  it('keep a part of many answers, and their median', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? 400 : 420));
    expect([400, 420]).toContain(figures(many).time[0]);
  });
});
