import { readOwnAccess } from '#contract/staff-access.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { dayInWords, listInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';

/** What one's own training keeps from one, and what ends soon: about oneself, never about a client. */
export function AccessPart() {
  const { data } = useAsk(readOwnAccess, {});
  if (!data) return null;
  const lacking = data.classes.filter(({ gaps }) => gaps.length > 0);
  const ending = data.trainings.filter(({ state }) => state === 'ends-soon');
  return (
    <>
      {lacking.length > 0 && (
        <Banner
          tone="soon"
          title={`You see nothing about ${listInWords(lacking.map((one) => classInSentence[one.class]))}.`}
        >
          Your current training or your job title is not on record. An administrator records both
          under Confidentiality.
        </Banner>
      )}
      {ending.map(({ trainingId, about, expiresOn }) => (
        <Banner
          key={trainingId}
          tone="soon"
          title={`Your training about ${classInSentence[about]} holds until ${dayInWords(expiresOn)}.`}
        >
          From the next day on you see nothing about it, until a new one is on record.
        </Banner>
      ))}
    </>
  );
}
