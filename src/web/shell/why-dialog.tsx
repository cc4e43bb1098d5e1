import type { ReplyOf } from '#contract/endpoint.ts';
import { readWhy } from '#contract/clock-facts/read-why.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Asked } from './asked.tsx';
type ExplainedDuty = { enrollmentId: string; obligationKey: string };
type Props = { duties: readonly ExplainedDuty[]; name: string; onClose: () => void };
type Why = ReplyOf<typeof readWhy>;

/** The whole reckoning behind each of these due dates, so that nobody has to believe it. */
export function WhyDialog({ duties, name, onClose }: Props) {
  return (
    <Dialog title={`Why: ${name}`} isOpen onClose={onClose} {...(duties.length > 1 && wide)}>
      {duties.map((duty, index) => (
        <OneOfThem
          key={`${duty.enrollmentId} ${duty.obligationKey}`}
          duty={duty}
          place={duties.length > 1 ? index + 1 : null}
        />
      ))}
      <div className="form-actions">
        <Button onPress={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

const wide = { isWide: true } as const;

type OneProps = { duty: ExplainedDuty; place: number | null };

function OneOfThem({ duty: { enrollmentId, obligationKey }, place }: OneProps) {
  const asked = useAsk(readWhy, { enrollmentId, obligationKey });
  return (
    <Asked asked={asked} label="Looking for the reasons" rows={6}>
      {(why) => <Reckoning place={place} why={why} />}
    </Asked>
  );
}

function Reckoning({ place, why }: { place: number | null; why: Why }) {
  const { rule, strength, due, left, arithmetic, moved, notes, quote, source } = why;
  const { lookedAt, wouldSatisfy } = why;
  const Head = place === null ? 'h3' : 'h4';
  return (
    <section className="prose reckoning">
      {place !== null && (
        <h3>
          {place}. {why.programName}
        </h3>
      )}
      <p>
        <strong>{rule}</strong>, {strength}. {due}
        {left === '' ? '.' : `, ${left.charAt(0).toLowerCase()}${left.slice(1)}.`}
      </p>
      {arithmetic !== null && <p className="strong">{sentence(arithmetic)}</p>}
      {moved !== null && <p>{sentence(moved)}</p>}
      {notes.length > 0 && <p>{notes.join('. ')}.</p>}
      <Head>The rule</Head>
      <blockquote>{quote}</blockquote>
      <p className="soft">
        {why.programName}: {source.title}, version {source.version}, in force from{' '}
        {dayInWords(source.inForceFrom)}. {source.citations.join('; ')}.
      </p>
      {lookedAt.length > 0 && (
        <>
          <Head>What was looked at</Head>
          <ul>
            {lookedAt.map(({ reviewId, text, reasons, warnings }) => (
              <li key={reviewId}>
                {text}.
                {[...reasons, ...warnings].map((reason) => (
                  <span className="second" key={reason.text}>
                    {reason.text} {reason.remedy}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {wouldSatisfy.length > 0 && (
        <>
          <Head>What would satisfy it</Head>
          <ul>
            {wouldSatisfy.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
