import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../lib/isolation/ledger';
import { Pieces } from '../../../lib/isolation/pieces';
import { seeded } from '../seeded';
import { marker, output, own } from './made';

/** What a ledger finds in pieces, each in a message of its own. */
function found(pieces: readonly string[], message = output) {
  const joiner = new Pieces();
  const ledger = new Ledger(own, 10);
  const strays = [...pieces.map((piece) => joiner.add(piece, message(piece))), joiner.rest()].flatMap(
    (text) => ledger.look(text) ?? [],
  );
  return { checked: ledger.checked, anomalies: ledger.anomalies, strays: strays.map(({ text }) => text) };
}

/** A text in pieces of one to `longest` characters. */
function cut(text: string, longest: number, random: (below: number) => number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const length = 1 + random(longest);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

describe('the pieces of a text', () => {
  const text = `So. MARK my words: ${marker(0)}\n${marker(1)}${marker(2)} and ${marker(3, { user: 8 })} M`;

  it.each([1, 3, 10, 60])('show the same markers however they are cut, up to %d characters each', (longest) => {
    for (let seed = 0; seed < 50; seed++) {
      const { checked, anomalies, strays } = found(cut(text, longest, seeded(seed)));
      expect([checked, strays]).toEqual([4, [marker(3, { user: 8 })]]);
      expect(anomalies).toEqual({ foreign: 1, stale: 0, repeated: 0, reordered: 0, late: 0 });
    }
  });

  it('are read as their protocol reads them, not as the letters of the message', () => {
    const escaped = (piece: string) => `{"delta":"${piece.replaceAll('M', '\\u004d')}"}`;
    expect(found([marker(0), marker(1)], escaped).checked).toBe(2);
  });

  it('do not hide what the message says besides', () => {
    const foreign = marker(5, { user: 9 });
    const { checked, strays } = found([marker(0)], (piece) => `{"for":"${foreign}","delta":"${piece}"}`);
    expect([checked, strays]).toEqual([2, [foreign]]);
  });

  it('show once a marker of another that is cut off for good', () => {
    const { strays } = found(['MARKER_R4N0-V2-U', '8-T0-M']);
    expect(strays).toEqual(['MARKER_R4N0-V2-U8-T0-M']);
  });

  it('prove nothing where they end within an own marker', () => {
    expect(found([marker(0), 'MARKER_R4N0-V2-U7']).strays).toEqual([]);
  });
});
