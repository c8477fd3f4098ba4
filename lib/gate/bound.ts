import type { Bound, ResolvedLimit } from './limit';

/** Whether a value keeps a bound. */
export function meets(value: number, { op, value: bound }: Bound & { readonly value: number }): boolean {
  switch (op) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '==':
      return value === bound;
  }
}

/** Whether the load asks for less than the limit wants answered, so that no target could keep it. */
export const isOutOfReach = ({ offered, pass, warn }: ResolvedLimit): boolean =>
  offered !== undefined && pass !== undefined && !meets(offered, warn ?? pass);
