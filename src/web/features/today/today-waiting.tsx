import { readSession } from '#contract/session.ts';
import { readWaiting, type Waiting } from '#contract/today-now.ts';
import { listInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SettleSilence } from './settle-silence.tsx';
import { asDay, momentOf, shortDay } from './today-words.ts';
import { MailWay, MailWords, rowsOfMails } from './waiting-mails.tsx';

/** What the conferences that one answers for wait for: replies, mail that did not leave, actions of others. */
export function TodayWaiting() {
  const asked = useAsk(readWaiting, {});
  const abilities = useAsk(readSession, {}).data?.abilities ?? [];
  const mayReadOutbox = abilities.includes('outbox:read');
  const { data } = asked;
  const count =
    data &&
    data.silences.length +
      data.reviews.length +
      data.replies.length +
      data.mails.length +
      data.actions.length +
      data.statusUpdates.length;
  return (
    <SectionBand title="Waiting on others" count={count ? count : undefined} className="no-print">
      <Asked asked={asked} label="Loading what waits on others" rows={2}>
        {(waiting) => {
          const items = itemsOf(waiting, mayReadOutbox);
          return items.length === 0 ? (
            <p className="soft">Nothing waits on anybody else.</p>
          ) : (
            <RowsList label="Waiting on others" items={items} />
          );
        }}
      </Asked>
    </SectionBand>
  );
}

function itemsOf(
  { silences, reviews, replies, actions, statusUpdates, today, ...rest }: Waiting,
  mayReadOutbox: boolean,
) {
  return [
    ...statusUpdates.map((update) => ({
      id: update.id,
      text: <UpdateWords update={update} today={today} />,
      action: <Open href="/actions">Open my actions</Open>,
    })),
    ...silences.map((silence) => ({
      id: silence.id,
      text: (
        <>
          <SilenceWords silence={silence} today={today} /> Is this an attempt for{' '}
          {listInWords(silence.clients)}?
        </>
      ),
      action: <SettleSilence silence={silence} />,
    })),
    ...reviews.map((review) => ({
      id: review.id,
      text: (
        <>
          The {review.kind} of <span className="strong">{review.clientName}</span> in{' '}
          {review.programName} was to be reviewed {shortDay(review.reviewOn, today)}.
        </>
      ),
      action: <Open href={`/clients/${review.clientId}`}>Open the chart</Open>,
    })),
    ...replies.map((reply) => {
      const asked = dayIn(reply.invitedAt, reply.timeZone);
      return {
        id: reply.id,
        text: (
          <>
            <span className="strong">{reply.name}</span> has not answered the invitation for{' '}
            {lowerToday(momentOf(reply, today))}, sent {shortDay(asked, today)}
            {agoWords(asked, today)}.
          </>
        ),
        action: <Open href={`/conferences/${reply.conferenceId}`}>Open the conference</Open>,
      };
    }),
    ...rowsOfMails(rest, { mayReadOutbox }).map((row) => ({
      id: row.mail.id,
      text: (
        <MailWords
          row={row}
          on={({ writtenAt, timeZone }) => shortDay(dayIn(writtenAt, timeZone), today)}
        />
      ),
      action: <MailWay row={row} mayReadOutbox={mayReadOutbox} />,
    })),
    ...actions.map((item) => ({
      id: item.id,
      text: (
        <>
          <span className="strong">{item.name}</span> has an action for {item.clientName} that was
          due {shortDay(item.dueOn, today)}
          {agoWords(item.dueOn, today)}.
        </>
      ),
      action: <Open href={`/clients/${item.clientId}?tab=actions`}>Open the action</Open>,
    })),
  ];
}

type Updated = { update: Waiting['statusUpdates'][number]; today: string };

function UpdateWords({ update: { name, clientName, said, until, on }, today }: Updated) {
  const who = <span className="strong">{name}</span>;
  const when = shortDay(on, today);
  if (said === 'done')
    return (
      <>
        {who} says that an action for {clientName} is done, {when}.
      </>
    );
  if (said === 'cannot')
    return (
      <>
        {who} cannot do an action for {clientName}, said {when}.
      </>
    );
  return (
    <>
      {who} asks for time until {shortDay(until ?? on, today)} for an action for {clientName}, said{' '}
      {when}.
    </>
  );
}

type Silent = { silence: Waiting['silences'][number]; today: string };

function SilenceWords({ silence: { name, asked, sentOn }, today }: Silent) {
  const who = <span className="strong">{name}</span>;
  const when = `${shortDay(sentOn, today)}${agoWords(sentOn, today)}`;
  if (asked === 'perhaps-email')
    return (
      <>
        No answer is recorded to the email sent {when}. Was {who} asked too?
      </>
    );
  return (
    <>
      {who} has not answered the {asked} sent {when}.
    </>
  );
}

const Open = ({ href, children }: { href: string; children: string }) => (
  <Link look="secondary" size="row" href={href}>
    {children}
  </Link>
);

const lowerToday = (words: string) => words.replace(/^Today/, 'today');

const dayIn = (instant: string, timeZone: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();

function agoWords(on: string, today: string) {
  const { days } = asDay(on).until(asDay(today));
  return days > 0 ? `, ${counted(days, 'day')} ago` : '';
}
