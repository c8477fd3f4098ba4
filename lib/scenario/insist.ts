import exec from 'k6/execution';
import { counter } from '../metrics/recorders';
import { describeChanges, differences, type MeantOptions } from './given';

const optionsChanged = counter('options_changed');

/** Whether this iteration is the first of this k6: one VU looks for all, because k6 takes half a millisecond to show its options. */
export const isFirstIteration = (): boolean => exec.scenario.iterationInInstance === 0;

/** In what k6's options differ from the scenario's. */
export function changedOptions(meant: MeantOptions): string[] {
  try {
    return differences(exec.test.options, meant);
  } catch {
    // k6 reads this variable of other programs into its options, and then cannot show them.
    return ['they cannot be read: a variable CLOUD is set'];
  }
}

/**
 * Aborts the test, with exit code 108, where k6 was given other options than the scenario has. An exit code 99 is no word for it: the
 * thresholds themselves may have been replaced.
 */
export function insistOnOptions(meant: MeantOptions): void {
  const changes = changedOptions(meant);
  if (changes.length === 0) return;
  optionsChanged.add(1);
  exec.test.abort(describeChanges(changes));
}
