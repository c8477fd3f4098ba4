import { gte } from 'semver';

/** k6 v1 has no `k6/websockets` in its core and another summary. */
export const oldestVersion = 'v2.0.0';

/** Reads what `k6 version` prints: the name of the file, then the version, `k6 v2.2.0 (go1.26.8, linux/amd64)`. Undefined when it is something else. */
export const parseVersion = (text: string): string | undefined => /^\S+ (v\d+\.\d+\.\d+)/m.exec(text)?.[1];

/** Modules of extensions that `k6 version` lists below the version, such as `k6/x/postgres`. */
export const parseExtensions = (text: string): string[] => [...new Set(text.match(/\bk6\/x\/[\w/-]+/g))];

/** @param version for example `v2.2.0`. */
export const isNewEnough = (version: string): boolean => gte(version, oldestVersion);
