import { sql } from 'kysely';
import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClientId, OutsideRef, SensitivityClass } from '#domain/people.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { newId } from '#server/platform/ids.ts';
import type { ConferenceForm } from '#server/platform/pdf/conference-form.ts';
import { readFiledForm } from '#server/platform/pdf/filed-form.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';

export type NewGuestForm = {
  reviewId: ReviewId;
  clientId: ClientId;
  person: OutsideRef;
  /** All that it tells: it is given as long as consent covers each of these. */
  classes: readonly SensitivityClass[];
  form: ConferenceForm;
};

/** Kept once for each person, sealed; the gate is asked when it is kept and again when it is read. */
export async function keepGuestForm(
  { tx, at, agencyId }: Pick<Visit, 'tx' | 'at' | 'agencyId'>,
  { reviewId, clientId, person, classes, form }: NewGuestForm,
) {
  const formId = newId(at);
  const idOf = (kind: OutsideRef['kind']) => (person.kind === kind ? person.id : null);
  const body = seal({ agencyId, clientId, rowId: formId }, JSON.stringify(form));
  await sql`select auth.keep_guest_form(${formId}::uuid, ${reviewId}::uuid, ${idOf('provider')}::uuid, ${idOf('support')}::uuid,
    ${idOf('client')}::uuid, ${[...classes]}::text[], ${body}::bytea)`.execute(tx);
}

export type GuestForm = Pick<NewGuestForm, 'reviewId' | 'clientId' | 'classes'> & {
  form: ConferenceForm;
};

/** The forms that consent lets this guest have now. */
export async function guestForms({
  tx,
  agencyId,
}: Pick<GuestVisit, 'tx' | 'agencyId'>): Promise<GuestForm[]> {
  const { rows } = await sql<Omit<GuestForm, 'form'> & { formId: string; body: Buffer }>`
    select form_id as "formId", review_id as "reviewId", client_id as "clientId", classes, body from forms()`.execute(
    tx,
  );
  return rows.map(({ formId, body, ...row }) => ({
    ...row,
    form: {
      ...readFiledForm(unseal({ agencyId, clientId: row.clientId, rowId: formId }, body)),
      isPart: true,
    },
  }));
}
