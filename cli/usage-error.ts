/** Something that the caller of loadmark can put right. Nothing was sent to any target. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
