import type { ConsentView } from '#contract/consent-view.ts';
import { purposeWords } from '#domain/consent/consent.ts';
import { dayInWords, listInWords } from '#domain/words.ts';
import { NotToTellWords } from '#web/shell/not-to-tell.tsx';
import { Status } from '#web/ui/status.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { ConsentPapers } from './consent-papers.tsx';
import { isRunning, kindsInWords, namesOf, tellersOf, untilWords } from './consent-words.ts';

type Props = { consent: ConsentView; clientId: string; clientName: string };

export function ConsentSentence({ consent, clientId, clientName }: Props) {
  const { recipients, classes, purposes, signedOn } = consent;
  const isSaid = consent.isRefusal || consent.form === 'verbal-recorded';
  const added = recipients.filter(({ addedOn }) => addedOn !== null);
  return (
    <>
      {clientName} {consent.isRefusal ? 'does not agree' : 'agrees'} that {tellersOf(consent)} may
      share <span className="strong">{kindsInWords(classes)}</span> with{' '}
      <span className="strong">{namesOf(consent)}</span> for{' '}
      {listInWords(purposes.map((each) => purposeWords[each]))} {wholeDays(untilWords(consent))}.
      <span className="second">
        <Standing consent={consent} /> {isSaid ? 'Said' : 'Signed'}{' '}
        {wholeDays(dayInWords(signedOn))}.{consent.formTitle !== '' && ` ${consent.formTitle}.`}
        {consent.isMutual && ' The parties may also tell each other.'}
        {added.length > 0 &&
          wholeDays(
            ` Added with initials: ${listInWords(added.map(({ name, addedOn }) => `${name}, ${dayInWords(addedOn ?? '')}`))}.`,
          )}
        {consent.excluded.length > 0 &&
          ` Never to be told: ${listInWords(consent.excluded.map(({ name }) => name))}.`}
        {recipients.some(({ isVictimService }) => isVictimService) &&
          ' A victim-service organization.'}
      </span>
      <Exclusions consent={consent} />
      <ConsentPapers consent={consent} clientId={clientId} about={namesOf(consent)} />
    </>
  );
}

/** Read before anything is told: by whoever may open the paper in its words, by everybody else as a reason to ask. */
function Exclusions({ consent: { details, namesExclusions } }: { consent: ConsentView }) {
  const words = details?.exclusions ?? '';
  return (
    <NotToTellWords words={words === '' ? [] : [words]} hasMore={namesExclusions && words === ''} />
  );
}

function Standing({ consent }: { consent: ConsentView }) {
  const { standing, revokedOn, heldBack, validFrom, recipients } = consent;
  const gone = isRunning(consent) ? recipients.filter(({ hasLeft }) => hasLeft) : [];
  return (
    <>
      {standing === 'expired' && <Status kind="blocked">Ended.</Status>}
      {standing === 'revoked' && revokedOn !== null && (
        <Status kind="blocked">Revoked {dayInWords(revokedOn)}.</Status>
      )}
      {standing === 'superseded' && <Status kind="blocked">Replaced.</Status>}
      {standing === 'withdrawn' && <Status kind="blocked">Recorded in error.</Status>}
      {consent.isRefusal && standing === 'holds' && <Status kind="blocked">Refused.</Status>}
      {heldBack.length > 0 && (
        <Status kind="soon">A refusal keeps back {kindsInWords(heldBack)}.</Status>
      )}
      {gone.length > 0 && (
        <Status kind="blocked">
          {listInWords(gone.map(({ name }) => name))}: no longer there, and told nothing under it.
        </Status>
      )}
      {standing === 'not-yet-valid' && <Status kind="soon">Begins {dayInWords(validFrom)}.</Status>}
    </>
  );
}
