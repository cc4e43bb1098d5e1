import type { Period } from '#domain/coordination/contact-frequency.ts';
import type { Visit } from '#server/platform/shell.ts';

type Asked = { from?: string | undefined; until?: string | undefined };

/** As asked; else the six months that end today, or that the one day given bounds. */
export async function periodOf({ from, until }: Asked, visit: Visit): Promise<Period> {
  const { today } = visit;
  const last = until === undefined ? today : Temporal.PlainDate.from(until);
  const first = from === undefined ? last.subtract({ months: 6 }) : Temporal.PlainDate.from(from);
  return Temporal.PlainDate.compare(first, last) > 0
    ? { from: first, until: first }
    : { from: first, until: last };
}
