import { formatDuration } from '../duration';
import type { Rest } from '../k6/rest';
import type { Screen } from './screen';

/** What a line of progress says. */
export interface ProgressFigures {
  readonly elapsedMs: number;
  readonly statedMs: number;
  readonly activeVus: number;
  /** Handshakes so far, failed ones too. */
  readonly sockets: number | undefined;
  readonly messages: number | undefined;
  /** Sockets that have settled, with any outcome. */
  readonly settled: number | undefined;
}

export interface ProgressRequest {
  readonly rest: Rest;
  readonly screen: Screen;
  readonly elapsedMs: number;
  readonly statedMs: number;
  readonly activeVus: number;
}

export async function showProgress({ rest, screen, ...known }: ProgressRequest): Promise<void> {
  const [sockets, messages, settled] = await Promise.all([
    rest.count('ws_sessions'),
    rest.count('messages_received'),
    rest.count('outcomes'),
  ]);
  screen.progress(progressLine({ ...known, sockets, messages, settled }));
}

/** One line; a figure that k6 did not give is left out. */
export function progressLine({ elapsedMs, statedMs, activeVus, sockets, messages, settled }: ProgressFigures): string {
  const figures = [
    `${formatDuration(elapsedMs)} of at most ${formatDuration(statedMs)}`,
    `${activeVus} ${activeVus === 1 ? 'VU' : 'VUs'}`,
    counted(sockets, 'sockets'),
    counted(messages, 'messages'),
    counted(settled, 'tasks settled'),
  ];
  return figures.filter((figure) => figure !== undefined).join(', ');
}

const counted = (count: number | undefined, what: string): string | undefined =>
  count === undefined ? undefined : `${count.toLocaleString('en')} ${what}`;
