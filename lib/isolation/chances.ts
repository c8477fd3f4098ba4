import { counter } from '../metrics/recorders';

const foreignChances = counter('foreign_chances');

/**
 * Adds markers that were looked at where another user's, or another channel's, could have come instead. A run of one user must not add
 * any: it cannot show that nothing leaks.
 */
export const recordChances = (checked: number): void => foreignChances.add(checked);
