import type { Defect } from './defect';

/** The catalogue as a Markdown table, as it stands in README.md. */
export function renderDefectTable(defects: readonly Defect[]): string {
  const rows = defects.map(({ name, does, breaks, parameter }) => {
    const value = parameter ? `${parameter.name} = ${parameter.default} ${parameter.unit}` : '';
    return `| \`${name}\` | ${does} | ${value} | ${breaks.join(' ')} |`;
  });
  return ['| defect | the system … | default | breaks |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The other way round: for each row, the defects that break it. */
export function renderRowTable(defects: readonly Defect[]): string {
  const rows = [...new Set(defects.flatMap(({ breaks }) => breaks))].sort();
  const lines = rows.map((row) => {
    const breaking = defects.filter(({ breaks }) => breaks.includes(row)).map(({ name }) => `\`${name}\``);
    return `| ${row} | ${breaking.join(', ')} |`;
  });
  return ['| row | broken by |', '| --- | --- |', ...lines].join('\n');
}
