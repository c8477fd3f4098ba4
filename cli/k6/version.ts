/** A version of k6: major, minor, patch. */
export type Version = readonly [major: number, minor: number, patch: number];

/** k6 v1 has no `k6/websockets` in its core and another summary. */
export const oldestVersion: Version = [2, 0, 0];

/** Reads what `k6 version` prints: the name of the file, then the version, `k6 v2.2.0 (go1.26.8, linux/amd64)`. Undefined when it is something else. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = /^\S+ v(\d+)\.(\d+)\.(\d+)/m.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

export const formatVersion = (version: Version): string => `v${version.join('.')}`;

export function isAtLeast(version: Version, least: Version): boolean {
  for (const [index, number] of version.entries()) {
    const other = least[index] ?? 0;
    if (number !== other) return number > other;
  }
  return true;
}
