/// <reference types="vite/types/importMeta.d.ts" />
import type { CaseFile, Groups } from './case';

/** The table: every file of this folder that exports `cases`. */
const files = Object.values(
  import.meta.glob<CaseFile>(['./*.ts', '!./case.ts', '!./index.ts'], { eager: true, import: 'cases' }),
);

/** @throws Error where two files have a group of the same name: one of them would never run. */
function join(groups: readonly (Groups | undefined)[]): Groups {
  const entries = groups.flatMap((one) => Object.entries(one ?? {}));
  const names = entries.map(([name]) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new Error(`Two groups of cases are called "${twin}".`);
  return Object.fromEntries(entries);
}

export const loneGroups = join(files.map(({ alone }) => alone));

/** One for each file `together-N`. Twice as many as run at a time, so that no worker is left with a long one at the end. */
const handCount = 6;

/** The groups that run together, dealt to the hands: the largest first, to the hand that has fewest cases. */
const dealtGroups = deal(join(files.map(({ together }) => together)));

/** @param n from 1. @throws Error where there is no such hand. */
export function handOf(n: number): Groups {
  const hand = dealtGroups[n - 1];
  if (hand === undefined) throw new Error(`There are ${handCount} hands, and none is number ${n}.`);
  return hand;
}

function deal(groups: Groups): readonly Groups[] {
  type Hand = Record<string, Groups[string]>;
  const hands: Hand[] = Array.from({ length: handCount }, () => ({}));
  const size = (hand: Hand) => Object.values(hand).flat().length;
  for (const [name, cases] of Object.entries(groups).sort(([, one], [, other]) => other.length - one.length)) {
    const smallest = hands.reduce((one, other) => (size(other) < size(one) ? other : one));
    smallest[name] = cases;
  }
  return hands;
}
