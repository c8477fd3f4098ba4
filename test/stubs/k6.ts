// Stands for k6 in Node. Nothing under test may wait for it: it blocks a VU.
export const sleep = (_seconds: number): void => {};
