import leven from 'leven';
import { variables } from '../../lib/environment/variables';
import { UsageError } from '../usage-error';

const known = Object.keys(variables);
/** As far as a slip of the pen goes. */
const nearest = 2;

/**
 * Refuses a variable of -e that is meant to be one of ours and is not: nobody would read it, and the run would be another one than its user
 * thinks. Variables that were inherited are left to the script, which knows its own by their first letters.
 * @throws UsageError
 */
export function refuseMisspelt(names: readonly string[]): void {
  const wrong = names.flatMap((name) => {
    const meant = known.includes(name) ? undefined : known.find((ours) => isMeant(name, ours));
    return meant === undefined ? [] : `-e ${name} is no setting of loadmark: did you mean ${meant}?`;
  });
  if (wrong.length > 0)
    throw new UsageError(
      `${wrong.join('\n')}\nA variable that your script reads itself can be set in the environment.`,
    );
}

const isMeant = (name: string, ours: string): boolean =>
  squeezed(name) === squeezed(ours) || leven(name.toUpperCase(), ours) <= nearest;

const squeezed = (name: string): string => name.toUpperCase().replaceAll('_', '');
