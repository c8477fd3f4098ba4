import type { Defect } from '../defect';

export const connectionCap: Defect = {
  name: 'connection-cap',
  does: 'has room for so many open connections and answers further upgrades with 503',
  breaks: ['A03', 'B02', 'B03', 'D02', 'D04', 'D05'],
  parameter: { name: 'cap', unit: 'connections', default: 45, max: 1_000_000 },
  start: (cap, { population }) => ({
    upgrade(upgrade, next) {
      if (population.open.size < cap) next(upgrade);
      else upgrade.refuse(503, `${cap} connections are open already`, { 'Retry-After': '1' });
    },
  }),
};
