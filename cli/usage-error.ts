/** A mistake that the user of loadmark can correct. Nothing was sent to any target. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
