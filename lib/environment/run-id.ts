/** The id of a run is the first part of each of its markers, so that a marker of another run is recognized. */
export function newRunId(): string {
  const number = Math.floor(Math.random() * 36 ** 6);
  return number.toString(36).toUpperCase().padStart(6, '0');
}
