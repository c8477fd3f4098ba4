/** See thin-source-map.mjs. */
export function thinSourceMap(script: string): string;
