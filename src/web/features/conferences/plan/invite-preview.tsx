import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { previewAgenda } from '#contract/conferences/agenda.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { onTheClock } from '#web/shell/clock-words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Segment } from '#web/ui/segment.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { wholeDays } from '#web/ui/whole-days.tsx';
import type { Attendee } from './plan-drafts.ts';
import { wordIn } from '#web/features/conferences/plan-words.ts';

const sides = [
  { id: 'mail', label: 'Mail' },
  { id: 'agenda', label: 'Agenda' },
] as const;

type Preview = ReplyOf<typeof previewAgenda>;

/** What one person gets, word for word: the mail, and the agenda that waits behind its link. */
export function InvitePreview({ view, attendee }: { view: ConferenceView; attendee: Attendee }) {
  const [side, setSide] = useState<(typeof sides)[number]['id']>('mail');
  const { conferenceId, version } = view;
  const { kind, id } = attendee.person;
  return (
    <section className="invite-preview" aria-label={`Preview for ${attendee.name}`}>
      <div className="band-head">
        <h3>For {attendee.name}</h3>
        <Segment label="What to read" options={sides} value={side} onChange={setSide} />
      </div>
      <Letter key={`${kind} ${id} ${version}`} {...{ conferenceId, kind, id, side, view }} />
    </section>
  );
}

type LetterProps = {
  conferenceId: string;
  kind: Attendee['person']['kind'];
  id: string;
  side: 'mail' | 'agenda';
  view: ConferenceView;
};

function Letter({ conferenceId, kind, id, side, view }: LetterProps) {
  const asked = useAsk(previewAgenda, { conferenceId, kind, personId: id });
  if (asked.isError) {
    const trouble = troubleOf(asked.error);
    return (
      <Banner
        tone={mayPass(trouble) ? 'late' : 'plain'}
        title={trouble.title}
        reference={trouble.reference}
        onRetry={mayPass(trouble) ? () => void asked.refetch() : undefined}
      />
    );
  }
  if (asked.isPending || asked.isPlaceholderData || asked.data.person.person.id !== id) {
    return <Skeleton label="Writing the preview" rows={3} />;
  }
  return side === 'mail' ? (
    <Mail preview={asked.data} word={wordIn(view)} />
  ) : (
    <Agenda preview={asked.data} zone={view.schedule?.timeZone ?? 'UTC'} />
  );
}

const notWritten = (client: string) => ({
  'no-email': 'No email address is known. Tell this person yourself.',
  'may-not-email':
    'They asked not to be written to by email, or nobody has asked them yet. Tell them yourself.',
  'has-died': 'Nothing is sent: this person has died. Leave them out.',
  'nothing-they-may-know': `Nothing is sent: this person may hear about no ${client} of the meeting.`,
});

type MailProps = { preview: Preview; word: string };

function Mail({ preview: { mail, notWrittenBecause }, word }: MailProps) {
  if (!mail) return <p>{notWritten(word)[notWrittenBecause ?? 'no-email']}</p>;
  return (
    <div className="letter">
      <dl>
        <dt>Subject</dt>
        <dd>{mail.subject}</dd>
      </dl>
      <p className="mail-words">{wholeDays(mail.text)}</p>
      <p className="small soft">A calendar entry goes with it. It names nobody either.</p>
    </div>
  );
}

function Agenda({ preview: { slots }, zone }: { preview: Preview; zone: string }) {
  if (slots.length === 0) return <p>This person’s agenda is empty.</p>;
  const clock = (at: string) => onTheClock(Temporal.Instant.from(at).toZonedDateTimeISO(zone));
  return (
    <ol className="rows rows-when">
      {slots.map(({ reviewId, clientName, startsAt, endsAt, reasons }) => (
        <li key={reviewId}>
          <span className="when">{clock(startsAt)}</span>
          <span className="row-text">
            {clientName}
            <span className="second">
              Until {clock(endsAt)}. {reasons.join('. ')}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
