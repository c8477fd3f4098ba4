import { remark } from 'remark';
import remarkGfm from 'remark-gfm';

const parser = remark().use(remarkGfm);
type Root = ReturnType<typeof parser.parse>;
type Node = Root | Root['children'][number];

/** A block of code, fenced or indented. */
export interface Block {
  /** Empty where the block names none. */
  readonly language: string;
  readonly text: string;
}

export const blocksIn = (markdown: string): Block[] =>
  nodesIn(markdown).flatMap((node) =>
    node.type === 'code' ? { language: node.lang ?? '', text: `${node.value}\n` } : [],
  );

/** Code in the middle of a sentence. */
export const inlineCodeIn = (markdown: string): string[] =>
  nodesIn(markdown).flatMap((node) => (node.type === 'inlineCode' ? node.value : []));

/** Everything that is code, a block or a word to an entry. */
export const codeIn = (markdown: string): string[] => [
  ...blocksIn(markdown).map(({ text }) => text),
  ...inlineCodeIn(markdown),
];

/** Parsing takes a tenth of a second for a long document, and several tests look at each. */
const parsed = new Map<string, readonly Node[]>();

function nodesIn(markdown: string): readonly Node[] {
  const nodes = parsed.get(markdown) ?? nodesOf(parser.parse(markdown));
  parsed.set(markdown, nodes);
  return nodes;
}

const nodesOf = (node: Node): Node[] => [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
