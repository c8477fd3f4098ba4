// Stands for k6/data in Node: each module that asks is the first. Called with `new`.
export function SharedArray<T>(_name: string, make: () => T[]): T[] {
  return make();
}
