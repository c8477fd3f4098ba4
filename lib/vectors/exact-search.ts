import { clusterOf, latentDimensions, type SeededVectors } from './seeded-vectors';

/** The nearest vectors to a query, as comparing it with all of them finds them. */
export interface Nearest {
  readonly ids: readonly number[];
  /** Cosine of the angle to the last of them: a vector that is as near is as right. */
  readonly leastCosine: number;
}

/** Vectors of one cluster. */
interface Cluster {
  readonly ids: number[];
  readonly figures: number[];
  readonly lengths: number[];
  /** Lengths of their figures behind the first ones. */
  readonly rests: number[];
  centre: readonly number[];
  /** The largest angle between one of its vectors and its centre. */
  radius: number;
}

/** After this many figures, most vectors are too far off to be among the nearest, whatever the rest is. */
const first = 12;

/** Texts of vectors have five decimals, and a store may compare 32-bit floats. */
const equalCosines = 5e-5;

/**
 * Exact search over the latent figures, which no index has a part in: the ids that a store must find. A cluster is left out where even the
 * vector of it that lies nearest to the query could not be among the nearest.
 */
export class ExactSearch {
  private readonly vectors: SeededVectors;
  private readonly groups: Cluster[] = [];

  /** @param size of the set: ids from 0. Takes k6 about 50 µs for each vector. */
  constructor(vectors: SeededVectors, size: number) {
    this.vectors = vectors;
    for (let id = 0; id < size; id++) this.add(id);
    for (const group of this.groups) if (group) measure(group);
  }

  nearest(query: number, count: number): Nearest {
    const asked = this.vectors.latent(query);
    const askedLength = lengthOf(asked);
    const askedRest = restOf(asked);
    const clustersByAngle = this.groups
      .map((group) => ({ group, angle: Math.max(0, angle(asked, group.centre) - group.radius) }))
      .sort((one, other) => one.angle - other.angle);
    let best: { id: number; cosine: number }[] = [];
    for (const { group, angle: least } of clustersByAngle) {
      const worst = best.length === count ? (best[count - 1]?.cosine ?? -1) : -2;
      if (Math.cos(least) < worst) break;
      const found = best;
      group.ids.forEach((id, index) => {
        const from = index * latentDimensions;
        const needed = worst * askedLength * (group.lengths[index] as number);
        const begun = product(asked, group.figures, from, 0, first);
        if (begun + askedRest * (group.rests[index] as number) < needed) return;
        const whole = begun + product(asked, group.figures, from, first);
        if (whole > needed) found.push({ id, cosine: whole / (askedLength * (group.lengths[index] as number)) });
      });
      best = found.sort((one, other) => other.cosine - one.cosine).slice(0, count);
    }
    return { ids: best.map(({ id }) => id), leastCosine: best[best.length - 1]?.cosine ?? -1 };
  }

  /** The share of the nearest vectors that a store has found, each counted once. */
  recall(query: number, nearest: Nearest, found: readonly number[]): number {
    const asked = this.vectors.latent(query);
    const right = new Set(found.filter((id) => nearest.ids.includes(id) || this.isAsNear(asked, nearest, id)));
    return Math.min(1, right.size / nearest.ids.length);
  }

  private isAsNear(asked: readonly number[], { leastCosine }: Nearest, id: number): boolean {
    const other = this.vectors.latent(id);
    return cosineOf(asked, other) >= leastCosine - equalCosines;
  }

  private add(id: number): void {
    const cluster = clusterOf(id);
    let group = this.groups[cluster];
    if (!group) {
      group = { ids: [], figures: [], lengths: [], rests: [], centre: [], radius: 0 };
      this.groups[cluster] = group;
    }
    const latent = this.vectors.latent(id);
    group.ids.push(id);
    group.figures.push(...latent);
    group.lengths.push(lengthOf(latent));
    group.rests.push(restOf(latent));
  }
}

/** Finds a cluster's middle and radius. */
function measure(group: Cluster): void {
  const centre = Array.from({ length: latentDimensions }, () => 0);
  group.figures.forEach((figure, index) => {
    centre[index % latentDimensions] = (centre[index % latentDimensions] as number) + figure;
  });
  group.centre = centre;
  const length = lengthOf(centre);
  let least = 1;
  group.lengths.forEach((own, index) => {
    least = Math.min(least, product(centre, group.figures, index * latentDimensions) / (own * length));
  });
  group.radius = Math.acos(least) + 1e-9;
}

/** @param from where the other's figures begin. @param begin the first figure that is multiplied. @param end the one behind the last. */
function product(
  one: readonly number[],
  others: readonly number[],
  from: number,
  begin = 0,
  end = latentDimensions,
): number {
  let sum = 0;
  for (let index = begin; index < end; index++) sum += (one[index] as number) * (others[from + index] as number);
  return sum;
}

const lengthOf = (figures: readonly number[]): number => Math.sqrt(product(figures, figures, 0)) || 1;
const restOf = (figures: readonly number[]): number => Math.sqrt(product(figures, figures, 0, first));
const cosineOf = (one: readonly number[], other: readonly number[]): number =>
  product(one, other, 0) / (lengthOf(one) * lengthOf(other));
const angle = (one: readonly number[], other: readonly number[]): number =>
  Math.acos(Math.max(-1, Math.min(1, cosineOf(one, other))));
