import { decode, encode } from '@jridgewell/sourcemap-codec';

const mark = '//# sourceMappingURL=data:application/json;base64,';

/**
 * Leaves one mapping where a line of the source begins, of the many that esbuild makes within it, and no names: every k6 that loads the
 * script decodes them all, which takes 1.4 MB, and what an error names is the line.
 * @param {string} script with its source map inline; one without any comes back as it is.
 */
export function thinSourceMap(script) {
  const [code, data] = script.split(mark);
  if (data === undefined) return script;
  const map = JSON.parse(Buffer.from(data, 'base64').toString());
  const mappings = encode(decode(map.mappings).map(firstOfEachLine));
  const thin = JSON.stringify({ ...map, names: [], mappings });
  return `${code}${mark}${Buffer.from(thin).toString('base64')}\n`;
}

/**
 * @param {import('@jridgewell/sourcemap-codec').SourceMapLine} segments of one line of the script.
 * @returns {import('@jridgewell/sourcemap-codec').SourceMapLine}
 */
function firstOfEachLine(segments) {
  let before = '';
  return segments.flatMap(([column, source, line, sourceColumn]) => {
    const place = `${source}:${line}`;
    if (source === undefined || line === undefined || sourceColumn === undefined || place === before) return [];
    before = place;
    return [[column, source, line, sourceColumn]];
  });
}
