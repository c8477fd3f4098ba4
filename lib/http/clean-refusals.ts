/** HTTP statuses of a refusal that says what it is; everything else that is no answer is a failure of the target. */
export const cleanRefusals: readonly number[] = [429, 503];
