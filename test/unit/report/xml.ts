/** An element of an XML text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const name = '[A-Za-z][A-Za-z-]*';
const entity = /&#(\d+);/g;
const token = new RegExp(`<(?:(/)(${name})|(${name})((?: ${name}="[^"<]*")*)(/?))>|([^<]+)`, 'gy');
/** What XML 1.0 can hold: no control characters, no half of a surrogate pair. */
function isCharacter(text: string): boolean {
  const code = text.codePointAt(0) ?? 0;
  if (code < 0x20) return '\t\n\r'.includes(text);
  return code < 0xd800 || (code > 0xdfff && code !== 0xfffe && code !== 0xffff);
}

/**
 * Reads XML more strictly than its readers do: elements, attributes in double quotes, text and numeric entities, and nothing else.
 * @throws Error that says what is not well-formed.
 */
export function parseXml(xml: string): Element {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!xml.startsWith(declaration)) throw new Error('no XML declaration');
  const bad = [...xml].find((character) => !isCharacter(character));
  if (bad !== undefined) throw new Error(`not a character of XML: ${JSON.stringify(bad)}`);
  const body = xml.slice(declaration.length).trimEnd();
  const root = { name: '', attributes: {}, children: [] as Element[], text: '' };
  const open = [root];
  token.lastIndex = 0;
  for (let at = 0; at < body.length; at = token.lastIndex) {
    const [all, closing, closed, opened, attributes = '', empty, text] = token.exec(body) ?? [];
    if (all === undefined) throw new Error(`not well-formed: ${body.slice(at, at + 60)}`);
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.text += decoded(text);
    else if (closing) {
      if (open.pop()?.name !== closed) throw new Error(`</${closed}> closes <${parent.name}>`);
    } else if (opened !== undefined) {
      const element = { name: opened, attributes: attributesOf(attributes), children: [] as Element[], text: '' };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [only, ...others] = root.children;
  if (open.length !== 1 || only === undefined || others.length > 0 || root.text !== '')
    throw new Error('not one root element');
  return only;
}

/** Elements of a name anywhere in an element. */
export const all = (element: Element, wanted: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === wanted ? [child] : []), ...all(child, wanted)]);

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/ ([A-Za-z-]+)="([^"]*)"/g)].map(
    ([, key = '', value = '']) => [key, decoded(value)] as const,
  );
  if (new Set(found.map(([key]) => key)).size < found.length) throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(found);
}

function decoded(text: string): string {
  if (text.replace(entity, '').includes('&')) throw new Error(`a bare & in ${text}`);
  return text.replace(entity, (_, code: string) => String.fromCharCode(Number(code)));
}
