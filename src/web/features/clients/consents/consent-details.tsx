import { useState } from 'react';
import { lowered } from '#domain/policy-clock/plain-words.ts';
import type { ConsentDetailsView, ConsentView } from '#contract/consent-view.ts';
import { noteCopyGiven } from '#contract/consent-papers.ts';
import { signatureWords, signerWords } from '#contract/consents.ts';
import { dayInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';

type Props = { consent: ConsentView; about: string; word: string; mayNote: boolean };

/** All that the paper holds beside its sentence, for whoever may open it. */
export function ConsentDetails({ consent, about, word, mayNote }: Props) {
  const { consentId, details, isRefusal } = consent;
  const [isOpen, setIsOpen] = useState(false);
  if (details === null) return null;
  const isOpenYet = mayNote && details.copyGivenOn === null && !isRefusal;
  const onClose = () => setIsOpen(false);
  return (
    <>
      <Button
        size="row"
        look="quiet"
        aria-label={`Details, ${about}`}
        onPress={() => setIsOpen(true)}
      >
        Details
      </Button>
      {isOpen && (
        <Dialog title={`Details, ${about}`} isOpen onClose={onClose}>
          <div className="stack">
            <dl className="pairs pairs-near">
              {pairsOf(details, { isRefusal, word }).map(([term, words]) => (
                <div key={term} className="pair">
                  <dt>{term}</dt>
                  <dd>{wholeDays(words)}</dd>
                </div>
              ))}
            </dl>
            {isOpenYet ? (
              <CopyGiven consentId={consentId} onClose={onClose} />
            ) : (
              <div className="form-actions">
                <Button onPress={onClose}>Close</Button>
              </div>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Mostly it is printed and handed over once the consent is recorded. */
function CopyGiven({ consentId, onClose }: { consentId: string; onClose: () => void }) {
  const note = useTell(noteCopyGiven);
  return (
    <Form
      schema={noteCopyGiven.input}
      also={{ consentId }}
      label="When a copy was given"
      onSubmit={async (entered) => {
        await note.mutateAsync(entered);
        onClose();
      }}
    >
      <DateField name="on" label="A copy was given on" />
      <div className="form-actions">
        <SubmitButton look="secondary">Record the copy</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
    </Form>
  );
}

type Saying = { isRefusal: boolean; word: string };

function pairsOf(details: ConsentDetailsView, { isRefusal, word }: Saying): [string, string][] {
  const { scope, exclusions, signature, signer, signerName, copyGivenOn, revocation } = details;
  const all: [string, string][] = [
    ['What may be told', scope],
    ['What must not be told', exclusions],
    [
      isRefusal ? 'Said by' : 'Signed by',
      [signerWords(word)[signer], signerName].filter(Boolean).join(': '),
    ],
    ['What shows that they may', details.authority],
    ['How', signature === 'none' ? '' : signatureWords(word)[signature]],
    ['Witness', details.witness],
    ['Interpreter', details.interpreter],
    ['Language of the form', details.language],
    ['Copy given on', copyGivenOn === null ? 'Not noted' : dayInWords(copyGivenOn)],
    ['Taken back', revocation === null ? '' : takenBack(revocation, word)],
  ];
  return all.filter(([, words]) => words !== '');
}

/** "Aloud, by a guardian. The day that was named: Mon 4 May 2026." */
function takenBack(
  { how, by, saidOn }: NonNullable<ConsentDetailsView['revocation']>,
  word: string,
): string {
  const way = how === null ? 'How is not noted' : how === 'oral' ? 'Aloud' : 'In writing';
  const whom = by === null ? '' : `, by ${lowered(signerWords(word)[by])}`;
  const day = saidOn === null ? '' : ` The day that was named: ${dayInWords(saidOn)}.`;
  return `${way}${whom}.${day}`;
}
