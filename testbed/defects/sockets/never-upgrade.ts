import type { Defect } from '../defect';

export const neverUpgrade: Defect = {
  name: 'never-upgrade',
  does: 'accepts the TCP connection and never answers the WebSocket upgrade',
  breaks: ['A01', 'A02', 'A03', 'A04', 'B01', 'B02', 'B03', 'B04', 'B08', 'D01', 'D02', 'D04', 'D05'],
  start: () => ({
    upgrade({ tcp }) {
      // Read on, or the client's going away would never be noticed and its descriptor never be freed.
      tcp.on('end', () => tcp.destroy());
      tcp.resume();
    },
  }),
};
