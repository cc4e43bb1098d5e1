import { useState } from 'react';
import { type mailStates, readConferenceMails } from '#contract/outbox.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { HeldMailsNote } from '#web/shell/held-mails-note.tsx';
import { SendMailAgainDialog } from '#web/shell/send-mail-again-dialog.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Letter } from '#web/ui/letter.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

type Mail = ReplyOf<typeof readConferenceMails>['mails'][number];
type MailState = (typeof mailStates)[number];

const onTheWay = new Set<MailState>(['queued', 'sending']);
const troubled = new Set<MailState>(['failed', 'unknown']);

const askAgainEvery = 2_000;

/** What became of each mail; it asks again until every one has settled. */
export function ConferenceMails({
  conferenceId,
  timeZone,
}: {
  conferenceId: string;
  timeZone: string;
}) {
  const [isWaiting, setIsWaiting] = useState(true);
  const asked = useAsk(
    readConferenceMails,
    { conferenceId },
    isWaiting ? { refetchInterval: askAgainEvery } : {},
  );
  const mails = (asked.data?.mails ?? []).toSorted((one, other) =>
    other.writtenAt.localeCompare(one.writtenAt),
  );
  const hasOpen = asked.data === undefined || mails.some(({ state }) => onTheWay.has(state));
  if (hasOpen !== isWaiting) setIsWaiting(hasOpen);

  if (asked.isPending) return <Skeleton label="Looking for mails" rows={3} isTall />;
  if (asked.isError && !asked.data) {
    const { title, reference } = troubleOf(asked.error);
    return (
      <Banner tone="late" title={title} reference={reference} onRetry={() => asked.refetch()} />
    );
  }
  if (mails.length === 0) return <p className="soft">No mail was written.</p>;
  return <Mails mails={mails} timeZone={timeZone} />;
}

/** When it left; of one that has not left, since when it waits. */
function whenOf({ state, settledAt, writtenAt }: Mail, timeZone: string): string {
  const hasLeft = state === 'sent' && settledAt !== null;
  const at = Temporal.Instant.from(hasLeft ? settledAt : writtenAt).toZonedDateTimeISO(timeZone);
  return `${hasLeft ? 'Left' : 'Written'} ${momentInWords(at)}.`;
}

type MailsProps = { mails: readonly Mail[]; timeZone: string };

function Mails({ mails, timeZone }: MailsProps) {
  const [reading, setReading] = useState<Mail | null>(null);
  const [sending, setSending] = useState<Mail | null>(null);
  return (
    <>
      <HeldMailsNote mails={mails} />
      <RowsList
        label="Mails of this conference"
        items={mails.map((mail) => ({
          id: mail.mailId,
          text: (
            <>
              <span className="strong">{mail.toName}</span> {mail.subject}
              <span className="second small">
                {troubled.has(mail.state) ? (
                  <Status kind="late">{mail.inWords}</Status>
                ) : (
                  <span className="soft">{mail.inWords}</span>
                )}{' '}
                <span className="soft">{whenOf(mail, timeZone)}</span>{' '}
                {mail.lateInWords !== null && <Status kind="late">{mail.lateInWords}</Status>}
              </span>
            </>
          ),
          action: (
            <>
              {mail.maySendAgain && (
                <Button
                  size="small"
                  aria-label={`Send again: the mail to ${mail.toName}`}
                  onPress={() => setSending(mail)}
                >
                  Send again
                </Button>
              )}
              <Button
                size="small"
                className="beside-text"
                aria-label={`Read the mail to ${mail.toName}`}
                onPress={() => setReading(mail)}
              >
                Read
              </Button>
            </>
          ),
        }))}
      />
      <Dialog title="Mail" isOpen={reading !== null} onClose={() => setReading(null)} isWide>
        {reading && <Letter to={`${reading.toName}, ${reading.to}`} {...wordsOf(reading)} />}
        <div className="actions">
          <Button onPress={() => setReading(null)}>Close</Button>
        </div>
      </Dialog>
      <SendMailAgainDialog mail={sending} onClose={() => setSending(null)} />
    </>
  );
}

const wordsOf = ({ subject, text }: Mail) => ({ subject, text });
