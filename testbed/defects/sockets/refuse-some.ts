import type { Defect } from '../defect';
import { createShare } from '../share';

export const refuseSome: Defect = {
  name: 'refuse-some',
  does: 'answers this share of the WebSocket upgrades with 503, evenly spread, the first one among them',
  breaks: ['A01', 'A03', 'B01', 'B02', 'B03', 'D01', 'D04', 'D05'],
  parameter: { name: 'share', unit: '% of upgrades', default: 12, max: 100 },
  start(percent) {
    const isDue = createShare(percent);
    return {
      upgrade(upgrade, next) {
        if (!isDue()) return next(upgrade);
        upgrade.refuse(503, `refused by the defect "refuse-some=${percent}"`, { 'Retry-After': '1' });
      },
    };
  },
};
