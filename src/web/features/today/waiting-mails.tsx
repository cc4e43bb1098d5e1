import type { Waiting } from '#contract/today-now.ts';
import { counted } from '#domain/plurals.ts';
import { Link } from '#web/ui/link.tsx';

type Mail = Waiting['mails'][number];
/** One mail, or the newest of several that stand together. */
type Row = { mail: Mail; together: { count: number; isFull: boolean } | null };

const oneWords = {
  held: 'waits here to be passed on: no mail server is set up.',
  failed: 'could not be delivered.',
  unknown: 'may not have arrived: the mail server gave no clear answer.',
} as const;

const manyWords = {
  ...oneWords,
  held: 'wait here to be passed on: no mail server is set up.',
} as const;

/** So many of one sort are still read one by one. */
const few = 3;

/** Without a mail server each mail stays: many stand together, in the outbox or, for whoever may not read that, by conference. */
export function rowsOfMails(
  { mails, mailsGoOn }: Pick<Waiting, 'mails' | 'mailsGoOn'>,
  by: { mayReadOutbox: boolean },
): Row[] {
  const ofState = Map.groupBy(mails, ({ state }) => state);
  return [...ofState.values()].flatMap((same) => {
    if (same.length <= few) return same.map((mail) => ({ mail, together: null }));
    const groups = by.mayReadOutbox
      ? [same]
      : [...Map.groupBy(same, ({ conferenceId }) => conferenceId).values()];
    return groups.flatMap((group) => {
      const [mail] = group;
      if (!mail) return [];
      const count = group.length;
      return [{ mail, together: count === 1 ? null : { count, isFull: mailsGoOn } }];
    });
  });
}

type Shown = { row: Row; on: (mail: Mail) => string };

export function MailWords({ row: { mail, together }, on }: Shown) {
  if (together === null)
    return (
      <>
        Mail to <span className="strong">{mail.name}</span>, written {on(mail)},{' '}
        {oneWords[mail.state]}
      </>
    );
  return (
    <>
      {together.isFull && 'At least '}
      <span className="strong">{counted(together.count, 'mail')}</span>, the last written {on(mail)}
      , {manyWords[mail.state]}
    </>
  );
}

export function MailWay({ row, mayReadOutbox }: { row: Row; mayReadOutbox: boolean }) {
  const isOutbox = row.together !== null && mayReadOutbox;
  return (
    <Link
      look="secondary"
      size="row"
      href={isOutbox ? '/outbox' : `/conferences/${row.mail.conferenceId}`}
    >
      {isOutbox ? 'Open the outbox' : 'Open the conference'}
    </Link>
  );
}
