/** An answer was not as expected: the journey ends here, and its failure is counted. A user's own code may catch it and go on. */
export class UnexpectedAnswer extends Error {
  /** HTTP status; 0: there was no answer. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** The time of the load is over, and what a journey may take on top of it: neither a failure nor a success. */
export class TimeIsOver extends Error {}
