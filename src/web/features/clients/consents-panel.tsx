import { useState } from 'react';
import { classWords, type ConsentView, listConsents, purposeWords } from '#contract/consents.ts';
import { endConsent, revokeConsent } from '#contract/consents-end.ts';
import { endEventWords } from '#domain/consent/consent-forms.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { listInWords, onDate } from './client-words.ts';
import { ConsentForm } from './consent-form.tsx';

/** What the client agreed to, as sentences: who may know what, for what, until when. */
export function ConsentsPanel({ clientId }: { clientId: string }) {
  const mayRead = useMay('record:read');
  if (!mayRead)
    return (
      <EmptyState title="Your role does not include consents.">
        Case managers and supervisors of this client read and record them. An administrator can
        change roles.
      </EmptyState>
    );
  return <Consents clientId={clientId} />;
}

function Consents({ clientId }: { clientId: string }) {
  const asked = useAsk(listConsents, { clientId });
  const mayWrite = useMay('consent:write');
  const [isAdding, setIsAdding] = useState(false);
  const [revoking, setRevoking] = useState<ConsentView | null>(null);
  const [ending, setEnding] = useState<ConsentView | null>(null);
  const revoke = useTell(revokeConsent);
  const add = mayWrite && (
    <Button size="small" onPress={() => setIsAdding(true)}>
      Add a consent
    </Button>
  );
  return (
    <Asked asked={asked} label="Loading the consents">
      {({ consents, clientName, today, mayRecord }) => {
        const running = consents.filter(({ standing }) => isRunning(standing));
        const ended = consents.filter(({ standing }) => !isRunning(standing));
        return (
          <>
            <SectionBand title="Consents" tools={add}>
              {running.length === 0 ? (
                <EmptyState title="No consent is in force.">
                  Nothing can be shared outside the team: no invitation, no document.
                </EmptyState>
              ) : (
                <RowsList
                  label="Consents in force"
                  items={running.map((consent) => ({
                    id: consent.consentId,
                    text: <Sentence consent={consent} clientName={clientName} />,
                    ...(mayWrite && {
                      action: (
                        <>
                          {consent.endsWith !== null && (
                            <Button
                              size="row"
                              aria-label={`${eventWords(consent.endsWith)}, ${namesOf(consent)}`}
                              onPress={() => setEnding(consent)}
                            >
                              {eventWords(consent.endsWith)}
                            </Button>
                          )}
                          <Button
                            size="row"
                            aria-label={`Revoke, ${namesOf(consent)}`}
                            onPress={() => setRevoking(consent)}
                          >
                            Revoke
                          </Button>
                        </>
                      ),
                    }),
                  }))}
                />
              )}
            </SectionBand>
            {ended.length > 0 && (
              <SectionBand title="Ended" count={ended.length}>
                <RowsList
                  label="Ended consents"
                  items={ended.map((consent) => ({
                    id: consent.consentId,
                    text: <Sentence consent={consent} clientName={clientName} />,
                  }))}
                />
              </SectionBand>
            )}
            <Dialog
              title="Add a consent"
              isOpen={isAdding}
              onClose={() => setIsAdding(false)}
              isWide
            >
              <ConsentForm
                clientId={clientId}
                clientName={clientName}
                today={today}
                mayRecord={mayRecord}
                onClose={() => setIsAdding(false)}
              />
            </Dialog>
            {ending !== null && (
              <EndDialog consent={ending} today={today} onClose={() => setEnding(null)} />
            )}
            <ConfirmDialog
              title="Revoke this consent?"
              confirm="Revoke it now"
              keep="Keep it"
              isOpen={revoking !== null}
              onClose={() => setRevoking(null)}
              onConfirm={async () => {
                if (revoking) await revoke.mutateAsync({ consentId: revoking.consentId });
              }}
            >
              {`From this moment nothing more is shared with ${revoking ? namesOf(revoking) : ''} under it: invitations to meetings are taken back and unsent mails cancelled. What was shared before stays on record.`}
            </ConfirmDialog>
          </>
        );
      }}
    </Asked>
  );
}

/** What it was given until has come: it says when. */
function EndDialog({
  consent,
  today,
  onClose,
}: {
  consent: ConsentView;
  today: string;
  onClose: () => void;
}) {
  const end = useTell(endConsent);
  return (
    <Dialog title="What ends this consent has come" isOpen onClose={onClose}>
      <Form
        schema={endConsent.input}
        also={{ consentId: consent.consentId }}
        label="The end of the consent"
        onSubmit={async (entered) => {
          await end.mutateAsync(entered);
          onClose();
        }}
      >
        <p>
          From this day on nothing more is shared with {namesOf(consent)} under it. Invitations to
          meetings are taken back and unsent mails cancelled.
        </p>
        <DateField
          name="on"
          label="The day on which it came"
          defaultValue={today}
          min={consent.signedOn}
          max={today}
        />
        <div className="form-actions">
          <SubmitButton>End the consent</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave it as it is
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

const eventWords = (event: NonNullable<ConsentView['endsWith']>) =>
  ({
    'end-of-treatment': 'Treatment ended',
    'end-of-enrollment': 'Enrollment ended',
    'end-of-case': 'Case closed',
  })[event];

const isRunning = (standing: ConsentView['standing']) =>
  standing === 'holds' || standing === 'not-yet-valid';

function Sentence({ consent, clientName }: { consent: ConsentView; clientName: string }) {
  const { recipients, classes, purposes, validFrom, validUntil, signedOn, revokedAt } = consent;
  const kinds = classes.map((each) => classWords[each]);
  return (
    <>
      {clientName} {consent.isRefusal ? 'does not agree' : 'agrees'} that {tellersOf(consent)} may
      share <span className="strong">{listInWords(kinds.map(inSentence))}</span> with{' '}
      <span className="strong">{namesOf(consent)}</span> for{' '}
      {listInWords(purposes.map((each) => purposeWords[each]))} {endOf(consent, validUntil)}.
      <span className="second">
        {consent.standing === 'expired' && <Status kind="blocked">Ended</Status>}
        {consent.standing === 'revoked' && revokedAt !== null && (
          <Status kind="blocked">
            Revoked{' '}
            {onDate(
              Temporal.Instant.from(revokedAt)
                .toZonedDateTimeISO(Temporal.Now.timeZoneId())
                .toPlainDate()
                .toString(),
            )}
          </Status>
        )}
        {consent.standing === 'superseded' && <Status kind="blocked">Replaced</Status>}
        {consent.standing === 'withdrawn' && <Status kind="blocked">Recorded in error</Status>}
        {consent.heldBack.length > 0 && (
          <Status kind="soon">
            A refusal keeps back{' '}
            {listInWords(consent.heldBack.map((each) => inSentence(classWords[each])))}
          </Status>
        )}
        {consent.standing === 'not-yet-valid' && (
          <Status kind="soon">Begins {onDate(validFrom)}</Status>
        )}{' '}
        {consent.isRefusal ? 'Said' : 'Signed'} {onDate(signedOn)}.
        {consent.formTitle !== '' && ` ${consent.formTitle}.`}
        {consent.isMutual && ' The parties may also tell each other.'}
        {consent.excluded.length > 0 && ` Never to be told: ${listInWords(consent.excluded)}.`}
        {recipients.some(({ isVictimService }) => isVictimService) &&
          ' A victim-service organization.'}
      </span>
    </>
  );
}

const namesOf = ({ recipients }: ConsentView) => listInWords(recipients.map(({ name }) => name));

const tellersOf = ({ weDisclose, disclosers }: ConsentView) =>
  listInWords([...(weDisclose ? ['we'] : []), ...disclosers]);

function endOf({ endsWith }: ConsentView, validUntil: string | null) {
  if (validUntil !== null) return `until ${onDate(validUntil)}`;
  return endsWith === null ? 'until it is taken back' : `until ${endEventWords[endsWith]}`;
}

/** Inside a sentence only a name keeps its capital. */
const inSentence = (words: string) =>
  words.startsWith('HIV') ? words : words.charAt(0).toLowerCase() + words.slice(1);
