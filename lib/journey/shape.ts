/** What a value must be: `id` is a string or a number that is no empty one, `list` any list. */
export type Kind = 'string' | 'number' | 'boolean' | 'id' | 'list' | 'anything';

/** What an object must have, as data: `{ id: 'number', owner: { name: 'string' } }`. It may have more. */
export interface Shape {
  readonly [name: string]: Kind | Shape;
}

interface Kinds {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly id: string | number;
  readonly list: readonly unknown[];
  readonly anything: unknown;
}

/** The type of an object of a shape. */
export type Shaped<S extends Shape> = {
  readonly [Name in keyof S]: S[Name] extends Kind ? Kinds[S[Name]] : S[Name] extends Shape ? Shaped<S[Name]> : never;
};

const fits: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  id: (value) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
  list: (value) => Array.isArray(value),
  anything: () => true,
};

/** What of a value is not as its shape says, in words that show nothing of its contents; undefined: it has the shape. */
export function misfit(value: unknown, shape: Shape, at = ''): string | undefined {
  if (!isObject(value)) return `${at || 'the answer'} is ${kindOf(value)} and no object`;
  for (const name in shape) {
    const wanted = shape[name] as Kind | Shape;
    const place = at ? `${at}.${name}` : name;
    const found = value[name];
    if (typeof wanted === 'object') {
      const inner = misfit(found, wanted, place);
      if (inner !== undefined) return inner;
    } else if (!fits[wanted](found)) return `${place} is ${kindOf(found)} and not: ${wanted}`;
  }
  return undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
