declare module '../../kernel/switch/points' {
  interface HookPoints {
    /** A request wants a connection to the database. Ends in its transaction. */
    checkout: Checkout;
    /** The statements of a request are done. Ends in the commit, and in the connection given back. */
    settlement: Settlement;
  }
}

export interface Checkout {
  /** It changes nothing: a list, a document or a search. */
  readonly reads: boolean;
  /** Connections of the pool that it is taken from. */
  readonly poolSize: number;
  /** For how long the connection is told whose rows it sees; `nothing`: it is not told. */
  readonly tenantFor: 'transaction' | 'connection' | 'nothing';
  /** Connections next to those of the pool that are opened, one with each request, and kept. */
  readonly strays: number;
}

export interface Settlement {
  /** The connection does not go back to its pool. */
  readonly keeps: boolean;
}
