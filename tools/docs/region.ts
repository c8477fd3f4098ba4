/** Makes the text of each region, by the region's name. Links in it begin at the folder of the document, which is relative to the project. */
export type Regions = Readonly<Record<string, (folder: string) => string>>;

const opening = /<!-- made by npm run docs: ([\w-]+) -->/g;
const region = /(<!-- made by npm run docs: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** Names of the regions that a document has. */
export const regionsIn = (text: string): string[] => [...text.matchAll(opening)].map(([, name = '']) => name);

/**
 * Fills the regions of a document: what stands between `<!-- made by npm run docs: NAME -->` and `<!-- end -->`, each on a line of its own.
 * @param folder of the document, relative to the project.
 * @throws Error for a name that is not made, and for a region without an end.
 */
export function fillRegions(text: string, regions: Regions, folder = '.'): string {
  const names = regionsIn(text);
  const unknown = names.find((name) => !Object.hasOwn(regions, name));
  if (unknown !== undefined)
    throw new Error(
      `The document has a region "${unknown}", but there are only: ${Object.keys(regions).join(', ')}. See tools/docs/documents.ts.`,
    );
  let filled = 0;
  const result = text.replace(region, (_whole, begin: string, name: string, end: string) => {
    filled++;
    return `${begin}\n${regions[name]?.(folder) ?? ''}\n\n${end}`;
  });
  if (filled !== names.length || regionsIn(result).length !== names.length)
    throw new Error(`Each region (${names.join(', ')}) needs a line <!-- end --> after it.`);
  return result;
}
