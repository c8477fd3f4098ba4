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

/** The groups that run together in four hands, one for each file `together-N`: the largest first, to the hand that has fewest cases. */
export const dealtGroups = deal(join(files.map(({ together }) => together)));

function deal(groups: Groups): readonly [Groups, Groups, Groups, Groups] {
  type Hand = Record<string, Groups[string]>;
  const hands: [Hand, Hand, Hand, Hand] = [{}, {}, {}, {}];
  const size = (hand: Hand) => Object.values(hand).flat().length;
  for (const [name, cases] of Object.entries(groups).sort(([, one], [, other]) => other.length - one.length)) {
    const smallest = hands.reduce((one, other) => (size(other) < size(one) ? other : one));
    smallest[name] = cases;
  }
  return hands;
}
