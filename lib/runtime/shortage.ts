import { counter } from '../metrics/recorders';
import { shortageOf } from '../metrics/shortages';

const generatorShortages = counter('generator_shortages');

/** Counts an error that says that the generator's own machine lacks something: it is no word about the target. */
export function recordShortage(error: string): void {
  const what = shortageOf(error);
  if (what) generatorShortages.add(1, { what });
}
