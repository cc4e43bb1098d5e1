/** More than ten years of days; beyond that whoever reads begins anew. */
const most = 4_000;
const known = new Map<string, Temporal.PlainDate>();

/**
 * The date that this text says, made once: it cannot be changed, and a page of rows says the same few hundred dates again and again.
 * What stands behind each is held outside the heap, so that making and collecting one costs as much as reading all else of a row.
 */
export function civilDate(text: string): Temporal.PlainDate {
  const found = known.get(text);
  if (found) return found;
  const made = Temporal.PlainDate.from(text);
  if (known.size >= most) known.clear();
  known.set(text, made);
  return made;
}
