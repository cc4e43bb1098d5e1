import type { ConsentId } from '#domain/consent/consent.ts';
import type { Signature, Signer } from '#domain/consent/consent-forms.ts';
import type { ClientId } from '#domain/people.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { wordsOf, type ConsentWords } from './consent-words.ts';

/** Who signed how, what it says in words, and how it was taken back: all of it for whoever may open the papers. */
export async function detailsOf(
  visit: Pick<Visit, 'tx' | 'agencyId'>,
  clientId: ClientId,
): Promise<Map<ConsentId, ConsentDetails>> {
  const rows = await consentRows(visit, clientId);
  const said = await wordsOf(visit, clientId);
  return new Map(
    rows.map((row) => {
      const words = said(row.consent_id);
      const details = {
        ...words,
        // Before they were sealed these stood in the row itself.
        signerName: words.signerName || row.signer_name,
        witness: words.witness || row.witness,
        interpreter: words.interpreter || row.interpreter,
        language: words.language || row.language,
        signature: row.signature,
        signer: row.signer,
        copyGivenOn: row.copy_given_on,
        revocation:
          row.revoked_at === null
            ? null
            : { how: row.revoked_how, saidOn: row.revoked_said_on, by: row.revoked_signer },
      };
      return [row.consent_id, details];
    }),
  );
}

export async function saveCopyGiven(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  consentId: string,
  on: Temporal.PlainDate,
) {
  await tx
    .updateTable('consent')
    .set({ copy_given_on: on })
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .execute();
}

const consentRows = ({ tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>, clientId: ClientId) =>
  tx
    .selectFrom('consent')
    .select(['consent_id', 'signature', 'signer', 'signer_name', 'witness', 'interpreter'])
    .select(['language', 'copy_given_on'])
    .select(['revoked_at', 'revoked_how', 'revoked_said_on', 'revoked_signer'])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .$narrowType<{
      signature: Signature | 'none';
      signer: Signer;
      revoked_how: 'written' | 'oral' | null;
      revoked_signer: Signer | null;
    }>()
    .modifyEnd(keepPlan)
    .execute();

export type ConsentDetails = ConsentWords & {
  signature: Signature | 'none';
  signer: Signer;
  copyGivenOn: Temporal.PlainDate | null;
  revocation: {
    how: 'written' | 'oral' | null;
    saidOn: Temporal.PlainDate | null;
    by: Signer | null;
  } | null;
};
