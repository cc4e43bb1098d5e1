import { listEmergencies, reviewEmergency, type EmergencyToReview } from '#contract/emergency.ts';
import {
  emergencyOutcomes,
  emergencyOutcomeWords,
  emergencyReasonWords,
} from '#domain/access/emergency.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { ReviewDialog } from '#web/shell/review-dialog.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { useMoment } from './emergency-words.ts';
import { ToldInEmergency } from './told-in-emergency.tsx';

/** Who opened a client in an emergency, for the second person who says whether it was one. */
export function EmergencyReviewsPage() {
  const readsCases = useMay('record:read');
  const our = useOurWord();
  return (
    <>
      <PageHead
        title="Emergency reviews"
        lead={`Somebody read a ${our.one}’s file who is not assigned. A second person says within 72 hours whether it was an emergency; who is not reviewed in time can open no other.`}
      />
      <SectionBand title="To review">
        <List show="open" label="To review" none="None waits for you." />
      </SectionBand>
      <SectionBand title="Reviewed">
        <List show="reviewed" label="Reviewed" none="None was reviewed yet." />
      </SectionBand>
      {readsCases && <ToldInEmergency />}
    </>
  );
}

type ListProps = { show: 'open' | 'reviewed'; label: string; none: string };

function List({ show, label, none }: ListProps) {
  const pages = usePages();
  const momentOf = useMoment();
  const { after } = pages;
  const asked = useAsk(listEmergencies, { show, ...(after !== undefined && { after }) });
  return (
    <Asked asked={asked} label="Loading emergency accesses" rows={3}>
      {({ emergencies, next }) => (
        <>
          {emergencies.length === 0 ? (
            <EmptyState title={pages.isFirst ? none : 'None after these.'} />
          ) : (
            <RowsList
              label={label}
              items={emergencies.map((one) => ({
                id: one.accessId,
                when: momentOf(one.openedAt),
                text: <Words one={one} />,
                action: one.may.review ? <Review one={one} /> : undefined,
              }))}
            />
          )}
          <PageTurner pages={pages} next={next} order={show === 'open' ? 'earliest' : 'latest'} />
        </>
      )}
    </Asked>
  );
}

function Words({ one }: { one: EmergencyToReview }) {
  const { byName, client, reason, words, review, note, reviewBy, isLate } = one;
  const momentOf = useMoment();
  const our = useOurWord();
  return (
    <>
      <span className="strong">{byName}</span> opened{' '}
      <Link look="plain" className="inline-tap" href={`/clients/${client.clientId}`}>
        {client.name}
      </Link>
      <span className="second">{emergencyReasonWords(our.one)[reason]}</span>
      {words !== null && <span className="second words">{words}</span>}
      {review ? (
        <span className="second soft">
          {emergencyOutcomeWords[review.outcome]}, {review.byName}
          {note === null ? '' : `: ${note}`}
        </span>
      ) : isLate ? (
        <Status kind="late">Late since {momentOf(reviewBy)}</Status>
      ) : (
        <span className="second soft">To be reviewed by {wholeDays(momentOf(reviewBy))}</span>
      )}
    </>
  );
}

const outcomes = emergencyOutcomes.map((id) => ({ id, label: emergencyOutcomeWords[id] }));

function Review({ one }: { one: EmergencyToReview }) {
  const tell = useTell(reviewEmergency);
  return (
    <ReviewDialog
      about={`${one.byName} about ${one.client.name}`}
      schema={reviewEmergency.input}
      also={{ accessId: one.accessId }}
      onReview={tell.mutateAsync}
    >
      <RadioGroup name="outcome" label="What it was" options={outcomes} />
      <TextArea
        name="note"
        label="What you looked at and found"
        hint="What was read stands in the audit trail."
        limit={1000}
        rows={4}
      />
    </ReviewDialog>
  );
}
