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
  /** Over HTTP, those of a look at the target among them. */
  readonly requests: number | undefined;
}

export interface ProgressRequest {
  readonly rest: Rest;
  readonly screen: Screen;
  readonly elapsedMs: number;
  readonly statedMs: number;
  readonly activeVus: number;
}

export async function showProgress({ rest, screen, ...known }: ProgressRequest): Promise<void> {
  const [sockets, messages, settled, requests] = await Promise.all([
    rest.count('ws_sessions'),
    rest.count('messages_received'),
    rest.count('outcomes'),
    rest.count('http_reqs'),
  ]);
  screen.progress(progressLine({ ...known, sockets, messages, settled, requests }));
}

/** One line; a figure that k6 did not give is left out, and so are those of sockets where there are requests only. */
export function progressLine({ elapsedMs, statedMs, activeVus, requests, ...ofSockets }: ProgressFigures): string {
  const isOfSockets = Object.values(ofSockets).some(Boolean) || !requests;
  const { sockets, messages, settled } = isOfSockets ? ofSockets : none;
  const figures = [
    `${formatDuration(elapsedMs)} of at most ${formatDuration(statedMs)}`,
    `${activeVus} ${activeVus === 1 ? 'VU' : 'VUs'}`,
    counted(sockets, 'sockets'),
    counted(messages, 'messages'),
    counted(settled, 'tasks settled'),
    counted(isOfSockets ? undefined : requests, 'requests'),
  ];
  return figures.filter((figure) => figure !== undefined).join(', ');
}

const none = { sockets: undefined, messages: undefined, settled: undefined };

const counted = (count: number | undefined, what: string): string | undefined =>
  count === undefined ? undefined : `${count.toLocaleString('en')} ${what}`;
