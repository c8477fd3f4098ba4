import type { Defect } from '../defect';

/** Headers that a client expects beside the status: when to come again, or how to prove who it is. */
const headers: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'Bearer' },
  503: { 'Retry-After': '1' },
};

export const refuse: Defect = {
  name: 'refuse',
  does: 'answers every WebSocket upgrade with this HTTP status (503 with Retry-After) instead of a handshake',
  breaks: ['A01', 'A02', 'A03', 'A04', 'B01', 'B02', 'B03', 'B04', 'B08', 'D01', 'D02', 'D04', 'D05'],
  parameter: { name: 'status', unit: 'HTTP status', default: 503, max: 503, oneOf: [401, 503] },
  start: (status) => ({
    upgrade: (upgrade) => upgrade.refuse(status, `refused by the defect "refuse=${status}"`, headers[status]),
  }),
};
