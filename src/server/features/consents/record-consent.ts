import { classWords, type recordConsent as endpoint } from '#contract/consents.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { flawsOfConsent, type ConsentDraft } from '#domain/consent/flaws-of-consent.ts';
import type { ClientId } from '#domain/people.ts';
import { attestation } from '#domain/consent/consent-forms.ts';
import { scanTypeOf } from '#domain/consent/scan.ts';
import { newId } from '#server/platform/ids.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { addPaper } from '#server/stores/consents/consent-papers.ts';
import { addWords } from '#server/stores/consents/consent-words.ts';
import { supersede } from '#server/stores/consents/consents-end.ts';
import { clientWordIn, enrolledProgramsOf } from '#server/stores/clock/enrolled-programs.ts';
import * as store from '#server/stores/consents/consents-save.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { withdrawUncovered } from '#server/stores/consents/withdraw-uncovered.ts';
import { checkFirstList } from './first-list.ts';
import { keepExclusions } from './keep-refusal.ts';
import { lockToChange } from './may-change.ts';
import { keepScan } from './keep-papers.ts';
import { partiesAsked } from './parties-asked.ts';

type Asked = InputOf<typeof endpoint>;

export async function recordConsent(asked: Asked, visit: Visit) {
  const { tx, today, agencyId } = visit;
  const { clientId } = asked;
  await findClient(tx, agencyId, clientId);
  const word = clientWordIn(await enrolledProgramsOf(visit, clientId));
  const draft = draftOf(asked, word);
  const flaws = flawsOfConsent(draft, today);
  if (flaws.length > 0) throw new Refused('bad-input', flaws);
  await checkMayKnow(visit, asked);
  const on = draft.signedOn;
  const naming = { clientId, on, isRefusal: asked.isRefusal };
  const others = asked.disclosers.map((id) => ({ kind: 'organization', id }) as const);
  const parties = [
    ...(await partiesAsked(visit, asked.recipients, { ...naming, side: 'recipient' })),
    ...(await partiesAsked(visit, others, { ...naming, side: 'discloser' })),
    ...(await partiesAsked(visit, asked.excluded, { ...naming, side: 'excluded' })),
  ];
  await checkFirstList(visit, { ...asked, on, clientWord: word }, parties);
  const { form, isRefusal, weDisclose, weReceive, isMutual, classes, purposes } = asked;
  const consentId = await store.recordConsent(visit, {
    clientId,
    form,
    isRefusal,
    weDisclose,
    weReceive,
    isMutual,
    parties,
    classes,
    purposes,
    validFrom: draft.validFrom,
    validUntil: draft.validUntil,
    endsWith: draft.endsWith,
    signedOn: on,
    signature: isRefusal ? 'none' : asked.signature,
    signer: asked.signer,
    copyGivenOn: dateOf(asked.copyGivenOn),
    namesExclusions: asked.exclusions !== '',
  });
  await keepWords(visit, { consentId, word }, asked);
  for (const earlier of asked.replaces)
    await replace(visit, earlier, { consentId, clientId, today });
  await addToRecord(visit, [
    {
      kind: 'consent',
      change: isRefusal ? 'refused' : 'signed',
      clientId,
      aboutId: consentId,
      on,
    },
  ]);
  // A refusal, or a paper that takes the place of another, can end what somebody was invited to.
  if (isRefusal || asked.excluded.length > 0 || asked.replaces.length > 0)
    await withdrawUncovered(visit, clientId);
  visit.touch(consentId);
  return { consentId };
}

async function replace(
  visit: Visit,
  earlier: string,
  {
    consentId,
    clientId,
    today,
  }: { consentId: string; clientId: ClientId; today: Temporal.PlainDate },
) {
  const locked = await lockToChange(visit, earlier);
  if (locked.clientId !== clientId) throw new Refused('not-found');
  if (locked.hasEnded) throw new Refused('consent-ended-already');
  await keepExclusions(visit, locked, today);
  await supersede(visit, locked, consentId);
}

/** The same for every client, whatever is known of them: a refusal must not tell what the case holds. */
async function checkMayKnow(visit: Visit, { clientId, classes }: Asked) {
  const readable = await readableClasses(visit, clientId);
  if (classes.every((each) => readable.includes(each))) return;
  throw new Refused('bad-input', [
    {
      path: 'classes',
      message:
        'Only the case manager and their supervisor record these kinds. Choose general information alone, or ask them.',
    },
  ]);
}

const dateOf = (text: string) => (text === '' ? null : Temporal.PlainDate.from(text));

const draftOf = (asked: Asked, clientWord: string): ConsentDraft => ({
  form: asked.form,
  isRefusal: asked.isRefusal,
  isMutual: asked.isMutual,
  recipientKinds: asked.recipients.map(({ kind }) =>
    kind === 'provider' || kind === 'support' ? 'person' : kind,
  ),
  hasTeller: asked.weDisclose || asked.disclosers.length > 0,
  classes: asked.classes,
  purposes: asked.purposes,
  validFrom: Temporal.PlainDate.from(asked.validFrom),
  validUntil: dateOf(asked.validUntil),
  endsWith: asked.endsWith ?? null,
  signedOn: Temporal.PlainDate.from(asked.signedOn),
  signature: asked.signature,
  copyGivenOn: dateOf(asked.copyGivenOn),
  signed: asked.signed,
  isAttested: asked.isAttested,
  hasScan: asked.scanId !== '',
  signer: asked.signer,
  signerName: asked.signerName,
  classWords,
  clientWord,
});

async function keepWords(
  visit: Visit,
  { consentId, word }: { consentId: string; word: string },
  asked: Asked,
) {
  const { clientId, scope, exclusions, authority, signature, scanId } = asked;
  const { signerName, witness, interpreter, language } = asked;
  const key = { consentId, clientId };
  const formalities = { signerName, witness, interpreter, language };
  await addWords(visit, key, { scope, exclusions, authority, ...formalities });
  if (signature === 'scan' && scanId !== '') return keepScan(visit, key, scanId);
  const signed = asked.isRefusal ? null : signatureOf(asked, attestation(word));
  if (signed)
    await addPaper(visit, key, { paperId: newId(visit.at), kind: 'signature', ...signed });
}

function signatureOf({ signature, signed }: Asked, attested: string) {
  if (signature === 'typed')
    return { type: 'text/plain', bytes: Buffer.from(`${signed}\n\n${attested}\n`) } as const;
  if (signature !== 'drawn') return null;
  const bytes = Buffer.from(signed, 'base64');
  if (scanTypeOf(bytes) !== 'image/png')
    throw badInput('signed', 'The drawing is not a picture. Clear it and sign again.');
  return { type: 'image/png', bytes } as const;
}
