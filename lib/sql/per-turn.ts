import type { SqlUser } from './sql-user';

/** The same for all, or one for each turn of a user. @typeParam T is no function. */
export type PerTurn<T> = T | ((turn: number, user: SqlUser) => T);

export const perTurn = <T>(value: PerTurn<T>, turn: number, user: SqlUser): T =>
  typeof value === 'function' ? (value as (turn: number, user: SqlUser) => T)(turn, user) : value;
