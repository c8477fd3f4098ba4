/** What became of a message that failed, by the tag `what`. */
export const messageFailures = [
  'not sent',
  'not answered',
  'answered late',
  'answered with an error',
  'an empty answer',
  'the answer to another message',
  'an answer without its marker',
] as const;

export type MessageFailure = (typeof messageFailures)[number];
