import { describe, expect, it } from 'vitest';
import { type Anomalies, Ledger } from '../../../lib/isolation/ledger';
import { type MarkerOwner, readMarker } from '../../../lib/isolation/marker';
import { seeded } from '../seeded';
import { marker, output, own } from './made';

interface Event {
  readonly text: string;
  readonly complete: boolean;
}

/** The definitions word for word, without a thought of cost: each marker is compared with the list of all before it. */
function model(events: readonly Event[], expected: number): Anomalies & { checked: number; lost: number } {
  const counts = { checked: 0, foreign: 0, stale: 0, repeated: 0, reordered: 0, late: 0 };
  const seen: number[] = [];
  for (const { text, complete } of events) {
    for (const [found] of text.matchAll(/MARKER_[^;]*;/g)) {
      counts.checked++;
      const { run, user, task, message } = readMarker(found) ?? { run: '', user: 0, task: 0, message: 0 };
      if (run !== own.run || user !== own.user || task > own.task) counts.foreign++;
      else if (task < own.task) counts.stale++;
      else {
        if (complete) counts.late++;
        if (seen.includes(message)) counts.repeated++;
        else if (seen.some((earlier) => earlier > message)) counts.reordered++;
        seen.push(message);
      }
    }
  }
  const lost = Array.from({ length: expected }, (_, message) => message).filter((message) => !seen.includes(message));
  return { ...counts, lost: lost.length };
}

const strangers: readonly Partial<MarkerOwner>[] = [
  { user: 8 },
  { run: 'R4N1' },
  { task: 2 },
  { task: 4 },
  { task: 33 },
  { user: 77, task: 1 },
];

/** A task's messages in order, then some dropped, doubled, moved, mixed with strays, and several packed into one message. */
function disturbed(random: (below: number) => number, expected: number): Event[] {
  let markers = Array.from({ length: expected }, (_, message) => marker(message));
  markers = markers.filter(() => random(10) > 0).flatMap((text) => (random(10) === 0 ? [text, text] : [text]));
  for (let moves = random(6); moves > 0; moves--) {
    const [moved = marker(0)] = markers.splice(random(markers.length), 1);
    markers.splice(random(markers.length + 1), 0, moved);
  }
  for (let strays = random(4); strays > 0; strays--)
    markers.splice(random(markers.length + 1), 0, marker(random(expected), strangers[random(strangers.length)]));
  const completeAt = random(3) === 0 ? random(markers.length + 1) : markers.length;
  const events: Event[] = [];
  for (let at = 0; at < markers.length; ) {
    const complete = at >= completeAt;
    const size = Math.min(1 + random(3), complete ? markers.length - at : completeAt - at);
    events.push({ text: output(markers.slice(at, at + size).join('\n')), complete });
    at += size;
  }
  return events;
}

describe('a ledger', () => {
  it('counts what a naive reading of the definitions counts, for 3000 disturbed tasks', () => {
    const random = seeded(20_260_211);
    const totals = { late: 0, lost: 0, repeated: 0, reordered: 0, stale: 0, foreign: 0 };
    for (let round = 0; round < 3000; round++) {
      const expected = 1 + random(30);
      const events = disturbed(random, expected);
      const ledger = new Ledger(own, expected);
      for (const { text, complete } of events) {
        if (complete) ledger.completed();
        ledger.look(text);
      }
      const { checked, anomalies, lost } = ledger;
      const counted = { checked, ...anomalies, lost };
      expect(counted, `round ${round}: ${JSON.stringify(events)}`).toEqual(model(events, expected));
      for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += counted[name];
    }
    // The disturbances did disturb.
    for (const total of Object.values(totals)) expect(total).toBeGreaterThan(500);
  });
});
