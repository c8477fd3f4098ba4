import { describe, expect, it } from 'vitest';
import { markedTask, markerPrefix, readMarker } from '../../../lib/isolation/marker';
import { marker, own } from './made';

describe('readMarker', () => {
  it('reads back what a marker was made of, whatever follows it', () => {
    expect(readMarker(`${marker(12)}MARKER_`)).toEqual({ ...own, message: 12 });
  });

  it.each([
    ['is cut off before its end', marker(12).slice(0, -1)],
    ['is cut off in its middle', 'MARKER_R4N0-V2-U'],
    ['belongs to another tool', 'MARKER_QXZKWPAB'],
    ['has letters where a number belongs', 'MARKER_R4N0-V2-U7x-T3-M1;'],
    ['has a sign', 'MARKER_R4N0-V2-U-7-T3-M1;'],
    ['does not stand at the beginning', ` ${marker(1)}`],
  ])('is undefined for a marker that %s', (_what, text) => {
    expect(readMarker(text)).toBeUndefined();
  });
});

describe('markerPrefix', () => {
  it.each([
    ['task 1 and 11', { task: 1 }, { task: 11 }],
    ['user 1 and 11', { user: 1 }, { user: 11 }],
    ['VU 1 and 11', { vu: 1 }, { vu: 11 }],
    ['run R4N0 and R4N01', { run: 'R4N0' }, { run: 'R4N01' }],
  ])('of one is not found in a marker of the other: %s', (_which, one, other) => {
    const prefix = markerPrefix({ ...own, ...one });
    expect(marker(0, one)).toContain(prefix);
    expect(marker(0, other)).not.toContain(prefix);
  });
});

describe('markedTask', () => {
  it('asks for each marker on a line of its own, numbered from 0', () => {
    expect(markedTask('MARKER_A-M', 3)).toBe('Print exactly: MARKER_A-M0;\nMARKER_A-M1;\nMARKER_A-M2;');
  });
});
