import { describe, expect, it } from 'vitest';
import { generatorDoubts } from '../../../lib/gate/generator';
import { counted } from './made';

const doubts = (readings: Parameters<typeof generatorDoubts>[0]) => generatorDoubts(readings, { lagMs: 250 });

describe('generatorDoubts', () => {
  it('has none of a run without figures, or with a lag at its bound', () => {
    expect(doubts({})).toEqual([]);
    expect(doubts({ generator_lag: { 'p(95)': 250, max: 9999 }, ...counted({ dropped_iterations: 0 }) })).toEqual([]);
  });

  it('doubts a run whose messages waited in the generator', () => {
    expect(doubts({ generator_lag: { 'p(95)': 250.6 } })).toEqual([
      {
        cause: 'generator',
        message:
          'k6 was 251 ms late (p95) with what it received or had to send, more than 250 ms: it was the bottleneck. Use fewer users, more CPU or more runners.',
      },
    ]);
  });

  it('doubts a run that did not carry the load asked for', () => {
    expect(doubts(counted({ dropped_iterations: 3 }))).toEqual([
      { cause: 'generator', message: expect.stringMatching(/^k6 dropped 3 iterations .* Allow more VUs/) },
    ]);
  });

  it('doubts a run whose machine lacked something, and says what to do', () => {
    expect(doubts(counted({ 'generator_shortages{what:open files}': 5 }))).toEqual([
      {
        cause: 'generator',
        message: expect.stringMatching(
          /^5 connections failed because the machine that runs k6 lacked open files: raise/,
        ),
      },
    ]);
  });

  it('doubts a run in which a time was negative, as where sender and receiver have other clocks', () => {
    const found = doubts({
      delivery_time: { min: -113.4, 'p(95)': 12 },
      throughput_share: { min: -5 },
      made_up: { min: -5 },
    });
    expect(found).toEqual([
      {
        cause: 'generator',
        message: expect.stringMatching(/^delivery_time was -113 ms .*clocks of several machines differ/),
      },
    ]);
    expect(doubts({ delivery_time: { min: -0.9, 'p(95)': 0.2 } })).toEqual([]);
  });

  const past = { 'http_reqs{scenario:load}': 5, 'http_req_duration{expected_response:true}': 5 };
  it.each([
    ['requests were answered past the library', counted({ ...past, generator_lag: 0 }), 1],
    ['requests were answered, and somebody looked', counted({ ...past, generator_lag: 3 }), 0],
    ['a target answered nothing', counted({ ...past, 'http_req_duration{expected_response:true}': 0 }), 0],
    ['only the observer asked', counted({ ...past, 'http_reqs{scenario:load}': 0 }), 0],
  ])('doubts a run in which nobody looked at the lag: %s', (_what, readings, many) => {
    const found = doubts(readings);
    expect(found).toHaveLength(many);
    for (const { message } of found)
      expect(message).toMatch(/^Nobody looked at how late k6 was .* journey\(\) or endpoint\(\)/);
  });

  it('gives both reasons where both hold', () => {
    expect(doubts({ generator_lag: { 'p(95)': 300 }, ...counted({ dropped_iterations: 1 }) })).toHaveLength(2);
  });
});
