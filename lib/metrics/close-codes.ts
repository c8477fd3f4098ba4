const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, index) => first + index);

/** Codes with which servers close sockets, and which the report tells apart: RFC 6455's, IANA's, and HTTP statuses that servers turn into codes. */
const known = () => [
  ...from(1000, 16),
  ...from(3000, 4),
  3008,
  ...from(4000, 16),
  ...from(4400, 30),
  4499,
  ...from(4500, 5),
];

let made: readonly string[] | undefined;

/**
 * How a target closed a socket that was to stay open, by the tag `code`. A connection that was cut has no code. The list is made when it is
 * first asked for: it takes k6 0.1 MB, and most VUs never ask.
 */
export function closeCodes(): readonly string[] {
  made ??= [...known().map(String), 'none', 'other'];
  return made;
}

/** @param code of the Close frame. */
export function closeCodeOf(code: number | undefined): string {
  const name = String(code ?? 'none');
  return closeCodes().includes(name) ? name : 'other';
}
