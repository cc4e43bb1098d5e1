import { useState } from 'react';
import type { readOutbox } from '#contract/outbox.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { HeldMailsNote } from '#web/shell/held-mails-note.tsx';
import { SendMailAgainDialog } from '#web/shell/send-mail-again-dialog.tsx';
import { useAgencyZone } from '#web/shell/use-agency-zone.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Status, type StatusKind } from '#web/ui/status.tsx';

export type ListedMail = ReplyOf<typeof readOutbox>['mails'][number];

const marks: Record<ListedMail['state'], StatusKind> = {
  queued: 'planned',
  sending: 'planned',
  sent: 'done',
  held: 'planned',
  unknown: 'soon',
  failed: 'late',
  cancelled: 'partly',
};

const written = (at: string, zone: string) =>
  momentInWords(Temporal.Instant.from(at).toZonedDateTimeISO(zone));

/** Mails as rows: to whom, what became of each, and the way to read it. */
export function MailRows({ mails }: { mails: readonly ListedMail[] }) {
  const [reading, setReading] = useState<ListedMail | null>(null);
  const [sending, setSending] = useState<ListedMail | null>(null);
  const zone = useAgencyZone();

  return (
    <>
      <HeldMailsNote mails={mails} />
      <RowsList
        label="Mails"
        items={mails.map((mail) => ({
          id: mail.mailId,
          text: (
            <>
              <span className="strong">{mail.subject}</span> to {mail.toName}
              <span className="second">
                <Status kind={marks[mail.state]} isSmall>
                  {mail.inWords}
                </Status>{' '}
                Written {written(mail.writtenAt, zone)}.
              </span>
            </>
          ),
          action: (
            <>
              {mail.maySendAgain && (
                <Button size="row" onPress={() => setSending(mail)}>
                  Send again
                </Button>
              )}
              <Button size="row" className="beside-text" onPress={() => setReading(mail)}>
                Read
              </Button>
            </>
          ),
        }))}
      />
      <Dialog
        title={reading?.subject ?? 'Mail'}
        isOpen={reading !== null}
        onClose={() => setReading(null)}
        isWide
      >
        {reading && <MailText mail={reading} />}
        <div className="actions">
          <Button onPress={() => setReading(null)}>Close</Button>
        </div>
      </Dialog>
      <SendMailAgainDialog mail={sending} onClose={() => setSending(null)} />
    </>
  );
}

function MailText({ mail }: { mail: ListedMail }) {
  return (
    <div className="stack">
      <p className="soft">To {[mail.toName, mail.to].filter((each) => each !== '').join(', ')}</p>
      <pre className="mail-text">{mail.text}</pre>
      {mail.calendarFile !== null && (
        <details>
          <summary>Calendar entry (.ics)</summary>
          <pre className="mail-text">{mail.calendarFile}</pre>
        </details>
      )}
    </div>
  );
}
