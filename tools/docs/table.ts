/** A table in Markdown, without a line break at its end. A cell must be on one line. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
}

export const code = (text: string): string => `\`${text}\``;

const escaped = (cell: string): string => cell.replaceAll('|', '\\|');
