import type { BuildOptions, Metafile } from 'esbuild';
import type { BuildInfo } from './lib/report/result';

export const root: string;
export const k6Script: BuildOptions;
export function scenarioFiles(): string[];
export function buildInfo(): BuildInfo;
export function buildScenarios(options?: {
  readonly files?: readonly string[];
  readonly outdir?: string;
}): Promise<Metafile>;
