import { reviewOpening, type Opening } from '#contract/openings.ts';
import { openingOutcomes, openingOutcomeWords, type OpeningKind } from '#domain/access/openings.ts';
import { useTell } from '#web/api/use-ask.ts';
import { ReviewDialog } from '#web/shell/review-dialog.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Link } from '#web/ui/link.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Status } from '#web/ui/status.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';

const kindWords = (client: string): Readonly<Record<OpeningKind, string>> => ({
  own: `It may be their own record: name or email are the ${client}’s`,
  surname: `They bear the ${client}’s family name`,
  emergency: 'Under emergency access',
});

/** Who opened whose record, why it stands here, when, and what a second person said; late once the week is over. */
export function OpeningWords({ one, isPast }: { one: Opening; isPast: boolean }) {
  const { kind, byName, client, times, firstInWords, lastInWords, review } = one;
  const our = useOurWord();
  return (
    <>
      <span className="strong">{byName}</span> opened{' '}
      <Link look="plain" className="inline-tap" href={`/clients/${client.clientId}`}>
        {client.name}
      </Link>
      <span className="second">{kindWords(our.one)[kind]}.</span>
      <span className="second soft">
        {wholeDays(firstInWords)}
        {times > 1 && `, and ${times - 1} more until ${lastInWords}`}
      </span>
      {review !== null ? (
        <span className="second soft">
          {review.inWords}. {review.byName}, {wholeDays(review.atInWords)}
        </span>
      ) : isPast ? (
        <Status kind="late">Not reviewed yet</Status>
      ) : (
        <span className="second soft">To be reviewed</span>
      )}
    </>
  );
}

const outcomes = openingOutcomes.map((id) => ({ id, label: openingOutcomeWords[id] }));

export function OpeningAction({ one, week }: { one: Opening; week: string }) {
  if (one.may.review) return <Review one={one} week={week} />;
  return one.kind === 'emergency' && one.review === null ? (
    <Link look="secondary" size="small" href="/emergency-reviews">
      Emergency reviews
    </Link>
  ) : null;
}

function Review({ one, week }: { one: Opening; week: string }) {
  const { staffId, byName, client } = one;
  const tell = useTell(reviewOpening);
  return (
    <ReviewDialog
      about={`${byName} about ${client.name}`}
      schema={reviewOpening.input}
      also={{ staffId, clientId: client.clientId, week }}
      onReview={tell.mutateAsync}
    >
      <RadioGroup
        name="outcome"
        label="What it was"
        options={outcomes}
        hint="What was read stands in the audit trail."
      />
    </ReviewDialog>
  );
}
