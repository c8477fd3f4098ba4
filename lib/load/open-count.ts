let open = 0;
let most = 0;

/** Sockets of this VU that are open. Every VU has a copy of its own. */
export const openCount = {
  add(change: 1 | -1): void {
    open += change;
    if (open > most) most = open;
  },
  get(): number {
    return open;
  },
  /** The most that were open at once. */
  peak(): number {
    return most;
  },
};
