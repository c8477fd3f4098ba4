import { counter } from '../metrics/recorders';
import { atVuEnd } from '../runtime/vu-end';
import type { Row } from './postgres';
import type { SqlUser } from './sql-user';

const rowsChecked = counter('rows_checked');
const foreignRows = counter('foreign_rows');

/** Whether a row is not for this user, such as a row of another tenant. */
export type IsForeign<R> = (row: R, user: SqlUser) => boolean;

let checked = 0;
// One sample for all: each would cost as much as a row.
atVuEnd(() => {
  if (checked > 0) rowsChecked.add(checked);
  checked = 0;
});

/** Looks at each row of an answer. A foreign one is counted at once, so that it is known however the run ends. */
export function checkRows<R extends Row>(rows: readonly R[], user: SqlUser, isForeign: IsForeign<R>): void {
  checked += rows.length;
  let foreign = 0;
  for (const row of rows) if (isForeign(row, user)) foreign++;
  if (foreign > 0) foreignRows.add(foreign);
}
