// Stands for k6/data in Node: each module that asks is the first.
export class SharedArray<T> {
  constructor(_name: string, make: () => T[]) {
    // biome-ignore lint/correctness/noConstructorReturn: k6's gives an array, too.
    return make() as unknown as SharedArray<T>;
  }
}
