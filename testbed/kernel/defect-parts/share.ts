/** Says yes to exactly this many of every hundred calls, evenly spread, the first one among them. */
export function createShare(percent: number): () => boolean {
  let owed = 100 - percent;
  return () => {
    owed += percent;
    if (owed < 100) return false;
    owed -= 100;
    return true;
  };
}
