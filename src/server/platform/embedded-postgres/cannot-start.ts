/** Something that the person who starts the product can mend. Show its message as it is, without a stack. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
