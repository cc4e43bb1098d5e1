export type FieldProblem = { path: string; message: string };

/** A use case that cannot go on: the transaction rolls back by itself, the caller reads the problem. */
export class Refused extends Error {
  readonly refusal: string;
  readonly fields: FieldProblem[] | undefined;

  constructor(refusal: string, fields?: FieldProblem[]) {
    super(refusal);
    this.refusal = refusal;
    this.fields = fields;
  }
}

/** One field that cannot be taken as it is, and what to do about it. */
export const badInput = (path: string, message: string) =>
  new Refused('bad-input', [{ path, message }]);

/** A refusal that leaves its mark: what was written on the way to it stays, because it counts for the next time. */
export class RefusedAndKept extends Refused {}
