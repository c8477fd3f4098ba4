/** Numbers from 0 up to, not including, 1; the same ones for the same seed everywhere (Marsaglia's xorshift32). The seed is not 0. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
