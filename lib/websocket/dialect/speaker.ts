/** Who speaks on a socket, as far as its protocol may need to know. */
export interface Speaker {
  /** Number of the user in the whole run, from 0. */
  readonly index: number;
  readonly run: string;
  /** The user's own name, the same on all its sockets and another in every run: the id of its tasks. */
  readonly id: string;
  /** The channel or the room that it is in, where its protocol has them: `enter` may say it. */
  readonly room: string | undefined;
  /** Number of this socket's task, connect or visit among those of the user, from 0. */
  readonly task: number;
  /** That the user was given, where its protocol needs one. */
  readonly token: string | undefined;
  /** What the call ahead of the socket made known, where its dialect has `calls`; undefined before. */
  answer: string | undefined;
  /** The message that let the user in, where its dialect has `enter`; undefined before. */
  entered: string | undefined;
}

/** A user as it speaks on one socket. */
export const speakerOf = (
  { index, run }: Pick<Speaker, 'index' | 'run'>,
  task = 0,
  { token, room }: Partial<Pick<Speaker, 'token' | 'room'>> = {},
): Speaker => ({
  index,
  run,
  id: `loadmark_${run}_${index}`,
  room,
  task,
  token,
  answer: undefined,
  entered: undefined,
});

/** What a protocol says the same for all, or for each speaker. */
export type Said = string | ((speaker: Speaker) => string);

export const saidTo = (said: Said, speaker: Speaker): string => (typeof said === 'string' ? said : said(speaker));
