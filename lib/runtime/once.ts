/** Makes something when it is first asked for: what needs settings cannot be made before a run. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
