import { counter, gauge } from '../metrics/recorders';
import { atVuEnd } from '../runtime/vu-end';
import { type Alike, deviationsOf, habitOf } from './habit';
import type { Ledger } from './ledger';
import { recordDeviations } from './record';

const compared = counter('markers_compared');
const times = gauge('marker_habit');

/** Tasks of this VU that are over, by how many markers they asked for and by what they had in common. */
const known = new Map<number, Map<string, { group: Alike; tasks: number }>>();
/** Markers of them; those of complete tasks that never came, and whether any came. */
let checked = 0;
let missing = 0;
let echoes = false;

/** Keeps what came again in a task. What is wrong with it shows when all tasks of the VU are over. */
export function learn(ledger: Ledger, complete: boolean): void {
  const { expected, returns, lateReturns: late } = ledger;
  checked += ledger.checked;
  if (complete) missing += ledger.lost;
  echoes ||= ledger.lost < expected;
  const tasks = known.get(expected) ?? new Map<string, { group: Alike; tasks: number }>();
  known.set(expected, tasks);
  const key = `${complete} ${returns}| ${late}`;
  const alike = tasks.get(key);
  if (alike) alike.tasks++;
  else tasks.set(key, { group: { returns, late, complete, tasks: 1 }, tasks: 1 });
}

/** Compares every task with the habit; where there is none, nothing was compared, and no limit can be kept. */
function compare(): void {
  // A target that says nothing of what it was given has lost nothing: it answers in its own words.
  if (echoes) compareAll();
  known.clear();
  [checked, missing, echoes] = [0, 0, false];
}

function compareAll(): void {
  recordDeviations({ repeated: 0, reordered: 0, late: 0, lost: missing });
  for (const [expected, tasks] of known) {
    const groups = [...tasks.values()].map(({ group, tasks }) => ({ ...group, tasks }));
    const habit = habitOf(groups, expected);
    if (!habit) {
      checked = 0;
      continue;
    }
    times.add(habit.times);
    for (const group of groups) recordDeviations(deviationsOf(group, habit, expected));
  }
  if (checked > 0) compared.add(checked);
}

atVuEnd(compare);
