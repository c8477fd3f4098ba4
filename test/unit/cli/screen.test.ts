import { describe, expect, it } from 'vitest';
import { progressLine } from '../../../cli/watch/progress';
import { createScreen } from '../../../cli/watch/screen';

function record({ columns = 80, ...options }: { isTerminal: boolean; quiet?: boolean; columns?: number }) {
  const written: string[] = [];
  let atMs = 0;
  const write = (text: string) => void written.push(text);
  let width = columns;
  const screen = createScreen({ columns: () => width, quiet: false, ...options, write, now: () => atMs });
  const resize = (to: number) => {
    width = to;
  };
  return { screen, written, resize, passMs: (ms: number) => (atMs += ms) };
}

describe('createScreen', () => {
  it('prints plain lines every five seconds where there is no terminal', () => {
    const { screen, written, passMs } = record({ isTerminal: false });
    for (let second = 1; second <= 11; second++) {
      passMs(1_000);
      screen.progress(`second ${second}`);
    }
    screen.clear();
    expect(written).toEqual(['second 5\n', 'second 10\n']);
  });

  it('rewrites one line on a terminal, and removes it before a line that stays', () => {
    const { screen, written } = record({ isTerminal: true });
    screen.progress('one');
    screen.print('warning');
    screen.print('another');
    expect(written).toEqual(['\r\x1b[2Kone', '\r\x1b[2K', 'warning\n', 'another\n']);
  });

  it('cuts a line that would wrap', () => {
    const { screen, written } = record({ isTerminal: true, columns: 5 });
    screen.progress('123456789');
    expect(written).toEqual(['\r\x1b[2K1234']);
  });

  it('cuts to the width that the terminal has now', () => {
    const { screen, written, resize } = record({ isTerminal: true, columns: 5 });
    resize(4);
    screen.progress('123456789');
    expect(written).toEqual(['\r\x1b[2K123']);
  });

  it('shows no progress when it must be quiet', () => {
    const { screen, written, passMs } = record({ isTerminal: true, quiet: true });
    passMs(60_000);
    screen.progress('one');
    expect(written).toEqual([]);
  });
});

it('leaves out of the progress what k6 did not give', () => {
  const known = { elapsedMs: 12_000, statedMs: 75_000, activeVus: 1, settled: undefined, requests: undefined };
  expect(progressLine({ ...known, sockets: 50, messages: 12345 })).toBe(
    '12 s of at most 1 min 15 s, 1 VU, 50 sockets, 12,345 messages',
  );
});

it('counts requests in the progress where there are no sockets', () => {
  const known = { elapsedMs: 12_000, statedMs: 75_000, activeVus: 1, messages: 0, settled: 0 };
  const said = (sockets: number, requests: number) => progressLine({ ...known, sockets, requests }).split('1 VU, ')[1];
  expect(said(0, 1234)).toBe('1,234 requests');
  expect(said(0, 0)).toBe('0 sockets, 0 messages, 0 tasks settled');
  expect(said(2, 9)).toBe('2 sockets, 0 messages, 0 tasks settled');
});
