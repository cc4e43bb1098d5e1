export type FieldProblem = { path: string; message: string };

/** A use case that cannot go on: the transaction rolls back by itself, the caller reads the problem. */
export class Refused extends Error {
  readonly refusal: string;
  readonly fields: FieldProblem[] | undefined;
  /** What is true of this one refusal beside what its title says of all of them. */
  readonly detail: string | undefined;

  constructor(refusal: string, fields?: FieldProblem[], detail?: string) {
    super(refusal);
    this.refusal = refusal;
    this.fields = fields;
    this.detail = detail;
  }
}

/** One field that cannot be taken as it is, and what to do about it. */
export const badInput = (path: string, message: string) =>
  new Refused('bad-input', [{ path, message }]);

/** A refusal that leaves its mark: what was written on the way to it stays, because it counts for the next time. */
export class RefusedAndKept extends Refused {}
