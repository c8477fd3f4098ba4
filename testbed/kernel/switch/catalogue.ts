import type { System } from '../contract';
import { kernelDefects } from '../defects/all';
import type { Defect } from './defect';

/**
 * Every defect of these systems. When several are on, an earlier one stands around the later ones. The order: those of the kernel before
 * those of the systems, systems by name, and the defects of one system as it lists them.
 * @throws Error when two defects have the same name.
 */
export function createCatalogue(systems: readonly System[]): readonly Defect[] {
  const catalogue = [...kernelDefects, ...systems.flatMap(({ defects = [] }) => defects)];
  const names = catalogue.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`there are two defects called "${twice}"; give each a name of its own`);
  return catalogue;
}
