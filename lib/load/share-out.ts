/**
 * VUs that share the users. Each runner of a distributed run gets equally many of them, hence its share of the load.
 * @param most VUs that can have something to do.
 * @throws Error where a runner would have nothing to do, so that it could judge nothing.
 */
export function shareOut(wanted: number, most: number, runners: number): number {
  if (runners > most)
    throw new Error(
      `PARALLELISM must be at most ${most} for this load, but is ${runners}: each runner needs a VU of its own with at least one user.`,
    );
  return Math.min(Math.ceil(wanted / runners), Math.floor(most / runners)) * runners;
}
