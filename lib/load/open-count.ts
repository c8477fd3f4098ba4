let open = 0;

/** Sockets of this VU that are open. Every VU has a copy of its own. */
export const openCount = {
  add(change: 1 | -1): void {
    open += change;
  },
  get(): number {
    return open;
  },
};
