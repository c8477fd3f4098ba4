declare module '../../kernel/switch/points' {
  interface HookPoints {
    /** A request wants a connection to the database. Ends in its transaction. */
    checkout: Checkout;
    /** The statements of a request are done. Ends in the commit, and in the connection given back. */
    settlement: Settlement;
  }
}

/** What a request does with its connection. */
export type Purpose = 'list' | 'read' | 'search' | 'create' | 'remove';

export interface Checkout {
  readonly purpose: Purpose;
  /** Connections of the pool that it is taken from. */
  readonly poolSize: number;
  /** For how long the connection is told whose rows it sees; `nothing`: it is not told. */
  readonly tenantFor: 'transaction' | 'connection' | 'nothing';
}

export interface Settlement {
  /** The connection does not go back to its pool. */
  readonly keeps: boolean;
}
