import { describe, expect, it } from 'vitest';
import { shareOut } from '../../../lib/load/share-out';
import { seeded } from '../seeded';

describe('the VUs of several runners', () => {
  it('are as many for each, at least as many as were wanted, and none without something to do', () => {
    const random = seeded(11);
    for (let round = 0; round < 500; round++) {
      const [runners, most, wanted] = [1 + random(10), 10 + random(500), 1 + random(60)];
      const vus = shareOut(wanted, most, runners);
      expect(vus % runners).toBe(0);
      expect(vus).toBeLessThanOrEqual(most);
      if (wanted + runners <= most) expect(vus).toBeGreaterThanOrEqual(wanted);
      expect(vus).toBeGreaterThan(0);
    }
  });

  it('are refused where a runner would have none', () => {
    expect(() => shareOut(1, 2, 3)).toThrow('PARALLELISM must be at most 2 for this load, but is 3');
  });
});
