import { decode } from '@jridgewell/sourcemap-codec';
import { transform } from 'esbuild';
import { expect, it } from 'vitest';
import { thinSourceMap } from '../../../build/thin-source-map.mjs';

const source = Array.from({ length: 20 }, (_, line) => `export const f${line} = (a, b) => a.x + b.y(${line}, a);`);

async function scriptWithMap(): Promise<string> {
  const { code } = await transform(source.join('\n'), { minify: true, sourcemap: 'inline', sourcefile: 'made.ts' });
  return code;
}

const mapOf = (script: string) => JSON.parse(Buffer.from(script.split('base64,')[1] ?? '', 'base64').toString());

/** The line of the source, from 0, that an error at this place of the script would name. */
function lineAt(script: string, text: string): number | undefined {
  const lines = script.split('\n');
  const line = lines.findIndex((each) => each.includes(text));
  const before = decode(mapOf(script).mappings)[line]?.filter(
    ([column]) => column <= (lines[line] ?? '').indexOf(text),
  );
  return before?.at(-1)?.[2];
}

it('names every line of the source as before', async () => {
  const script = await scriptWithMap();
  const thin = thinSourceMap(script);
  for (let line = 0; line < source.length; line++) {
    expect(lineAt(script, `(${line},`)).toBe(line);
    expect(lineAt(thin, `(${line},`)).toBe(line);
  }
});

it('is a fraction of its size, and leaves the code as it is', async () => {
  const script = await scriptWithMap();
  const thin = thinSourceMap(script);
  expect(thin.split('//#')[0]).toBe(script.split('//#')[0]);
  expect(mapOf(thin).mappings.length).toBeLessThan(mapOf(script).mappings.length / 4);
  expect(mapOf(thin)).toMatchObject({ version: 3, sources: ['made.ts'], names: [] });
});

it('leaves a script without a source map as it is', () => {
  expect(thinSourceMap('export {};\n')).toBe('export {};\n');
});
