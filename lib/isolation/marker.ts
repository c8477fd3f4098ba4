/** What tells one task of one user from every other, in this run and in all others. */
export interface MarkerOwner {
  /** Shared by all VUs of a run. */
  readonly run: string;
  readonly vu: number;
  /** Number of the user in the whole run. A user keeps its task id; its task number tells a later task from an earlier one. */
  readonly user: number;
  readonly task: number;
}

/** Begins every marker. From document 000. */
export const markerWord = 'MARKER_';

/** Begins the markers of one task. The message number and `;` follow, so that 1 is not found in 17. */
export const markerPrefix = ({ run, vu, user, task }: MarkerOwner): string =>
  `${markerWord}${run}-V${vu}-U${user}-T${task}-M`;

/** A task text that asks the target to print one marker per line. The wording is from document 000. */
export function markedTask(prefix: string, outputs: number): string {
  const lines: string[] = [];
  for (let message = 0; message < outputs; message++) lines.push(`${prefix}${message};`);
  return `Print exactly: ${lines.join('\n')}`;
}

/** The owner that a marker names; undefined for a marker of another tool. @param text begins with `MARKER_`. */
export function readMarker(text: string): (MarkerOwner & { readonly message: number }) | undefined {
  const [, run, vu, user, task, message] = /^MARKER_([0-9A-Z]+)-V(\d+)-U(\d+)-T(\d+)-M(\d+);/.exec(text) ?? [];
  if (run === undefined) return undefined;
  return { run, vu: Number(vu), user: Number(user), task: Number(task), message: Number(message) };
}
