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
  nodesOf(parser.parse(markdown)).flatMap((node) =>
    node.type === 'code' ? { language: node.lang ?? '', text: `${node.value}\n` } : [],
  );

/** Code in the middle of a sentence. */
export const inlineCodeIn = (markdown: string): string[] =>
  nodesOf(parser.parse(markdown)).flatMap((node) => (node.type === 'inlineCode' ? node.value : []));

/** Everything that is code, a block or a word to an entry. */
export const codeIn = (markdown: string): string[] => [
  ...blocksIn(markdown).map(({ text }) => text),
  ...inlineCodeIn(markdown),
];

const nodesOf = (node: Node): Node[] => [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
