/**
 * Vectors as embeddings have them: clusters in a space of few dimensions. On uniform random numbers, as document 002 has them, all distances are
 * nearly equal: no index finds the nearest ones, and no application has such data.
 *
 * A vector has 32 latent figures, each a whole number. Each figure stretches a pattern of its own over a 32nd part of the dimensions, so the angle
 * between two vectors is that between their latent figures: exact search needs 32 whole numbers instead of 1536 floats. The text of each part
 * is made once for each value of its figure, and a vector's text is a join of 32 of them.
 */
export interface SeededVectors {
  readonly seed: number;
  readonly dimensions: number;
  /** The latent figures. Ids from 0 are stored vectors; negative ones, from -1, are queries out of the same clusters. */
  latent(id: number): readonly number[];
  /** The vector, near unit length. */
  vector(id: number): Vector;
}

/** One vector in the forms in which stores take it. */
export interface Vector {
  readonly id: number;
  /** Its numbers, separated by commas. */
  text(): string;
  /** Its numbers as 32-bit floats, the lowest byte first, in base64. */
  base64(): string;
}

export const latentDimensions = 32;
export const clusters = 200;
/** A latent figure goes from minus this to this. */
const highest = 31;
const zeros: readonly number[] = Array.from({ length: latentDimensions }, () => 0);
/** Standard deviations of a cluster's centre from the origin, and of a vector from its centre. */
const spread = { centre: 8, within: 5 };

/** Makes a set of vectors. @throws Error for dimensions that cannot be cut into 32 parts whose base64 can be joined. */
export function seededVectors(seed: number, dimensions = 1536): SeededVectors {
  if (dimensions <= 0 || dimensions % 96 !== 0)
    throw new Error(`Vectors need a multiple of 96 dimensions, such as 384, 768 or 1536, but got ${dimensions}.`);
  const parts = partsOf(seed, dimensions / latentDimensions);
  const centres = Array.from({ length: clusters }, (_, cluster) =>
    figures(seed ^ 0x5bd1e995, cluster, spread.centre, zeros),
  );
  const latent = (id: number): number[] => figures(seed, id, spread.within, centres[clusterOf(id)] as number[]);
  return {
    seed,
    dimensions,
    latent,
    vector: (id) => ({
      id,
      text: () => latent(id).map(parts.text).join(','),
      base64: () => latent(id).map(parts.base64).join(''),
    }),
  };
}

/** Vectors that are stored one after the other, and queries, go through all clusters. */
export const clusterOf = (id: number): number => (id >= 0 ? id : -id * 7) % clusters;

const limited = (figure: number): number => (figure > highest ? highest : figure < -highest ? -highest : figure);

/** 32 whole numbers around others, the same for the same seed and number: each is the sum of two random bytes, which is nearly a bell curve. */
function figures(seed: number, number: number, deviation: number, around: readonly number[]): number[] {
  const scale = deviation / 104.5;
  let state = scrambled(seed ^ Math.imul(number + 1, 0x9e3779b1)) || 1;
  const list: number[] = [];
  for (let index = 0; index < latentDimensions; index += 2) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const one = Math.round(((state & 255) + ((state >>> 8) & 255) - 255) * scale);
    const other = Math.round((((state >>> 16) & 255) + (state >>> 24) - 255) * scale);
    list.push(limited((around[index] as number) + one), limited((around[index + 1] as number) + other));
  }
  return list;
}

/** Murmur's last step: numbers that differ by one become numbers that have nothing in common. */
function scrambled(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The parts of vectors, each made when it is first asked for: 2,016 of them take a VU less than 2 MB. */
function partsOf(seed: number, length: number) {
  const patterns = Array.from({ length: latentDimensions }, (_, index) => pattern(seed, index, length));
  // The mean length of a vector is 1.
  const unit = Math.sqrt(latentDimensions * (spread.centre ** 2 + spread.within ** 2));
  const numbers = (figure: number, index: number) =>
    (patterns[index] as number[]).map((value) => (value * figure) / unit);
  const kept = (make: (numbers: number[]) => string) => {
    const made: string[] = [];
    return (figure: number, index: number): string => {
      const place = index * (2 * highest + 1) + figure + highest;
      const text = made[place] ?? make(numbers(figure, index));
      made[place] = text;
      return text;
    };
  };
  return {
    text: kept((part) => part.map(shortest).join(',')),
    base64: kept((part) => base64Of(new Float32Array(part))),
  };
}

/** A direction within a part, of length 1. */
function pattern(seed: number, index: number, length: number): number[] {
  const raw: number[] = [];
  for (let block = 0; raw.length < length; block++)
    raw.push(...figures(seed ^ 0x1b873593, index * 64 + block, 8, zeros));
  const own = raw.slice(0, length);
  const size = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
  return own.map((value) => value / size);
}

/** A vector's numbers are about 0.03: five decimals turn it by less than 0.01 degrees, and make its text a third shorter than a float's own. */
const shortest = (value: number): string => String(Number(value.toFixed(5)));

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A multiple of three, so that base64 needs no padding. */
function base64Of(floats: Float32Array): string {
  const bytes = new Uint8Array(floats.buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    for (const shift of [18, 12, 6, 0]) text += letters[(bits >>> shift) & 63];
  }
  return text;
}
