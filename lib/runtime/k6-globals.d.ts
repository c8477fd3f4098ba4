/** k6's globals that @types/k6 does not declare. Taking them from `dom` or `node` would hide real mistakes. */
declare const console: {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
};

/** Since k6 v2.2: `typeof` tells whether it is there. */
declare class TextDecoder {
  decode(data: ArrayBuffer): string;
}
