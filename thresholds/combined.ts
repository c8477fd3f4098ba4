import { databaseMix } from './database';
import { pamFull } from './pam';

/** Document 003, "Combined Load Test": each keeps its own limits while the other is under load. */
export const combined = [...pamFull, ...databaseMix].map((limit) => ({ ...limit, row: 'D08' }));
