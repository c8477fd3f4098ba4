const bytesOfMb = 1024 * 1024;

/** Resident memory that is taken piece by piece, at most `maxMb`, and kept until the hoard itself is dropped. */
export function createHoard(sizeMb: number, maxMb = Number.POSITIVE_INFINITY): () => void {
  const kept: Buffer[] = [];
  return () => {
    // Filled, because memory that was never written to is not resident.
    if ((kept.length + 1) * sizeMb <= maxMb) kept.push(Buffer.alloc(sizeMb * bytesOfMb, 1));
  };
}
