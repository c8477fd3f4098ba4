import { countOf, type Readings } from '../gate/reading';

/** What the isolation of journeys rests on: a reader must not take for searched what was not. Empty for a run without journeys. */
export function journeyIsolation(figures: Readings): string[] {
  const searched = countOf(figures, 'answers_searched');
  const unsearched = countOf(figures, 'answers_unsearched');
  if (searched + unsearched === 0) return [];
  const notes = [unseen(figures), unsearched > 0 ? `${searched} of ${searched + unsearched} answers searched` : ''];
  const isBlind = countOf(figures, 'markers_checked') > 0 && countOf(figures, 'markers_compared') === 0;
  if (isBlind) notes.push('no request says what it `shows`, so nobody looked for lost and stale ones');
  return notes.filter(Boolean);
}

/** Why nothing is known of isolation. */
function unseen(figures: Readings): string {
  if (countOf(figures, 'markers_checked') + countOf(figures, 'foreign_markers') > 0) return '';
  const written = countOf(figures, 'markers_written');
  return written === 0
    ? 'not judged: the journey wrote no marker'
    : `not judged: ${written} markers were written, and no answer showed one`;
}
