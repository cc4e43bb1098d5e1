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

export type GuestForm = Pick<NewGuestForm, 'clientId' | 'classes'> & { form: ConferenceForm };

export type ListedForm = Pick<NewGuestForm, 'reviewId' | 'clientId'>;

/** Of whose form consent lets this guest have their part. */
export async function guestForms({ tx }: Pick<GuestVisit, 'tx'>): Promise<ListedForm[]> {
  const { rows } = await sql<ListedForm>`
    select review_id as "reviewId", client_id as "clientId" from forms()`.execute(tx);
  return rows;
}

/** The form, once a transaction before this one wrote down that it is given. */
export async function guestForm(
  { tx, agencyId }: Pick<GuestVisit, 'tx' | 'agencyId'>,
  reviewId: ReviewId,
): Promise<GuestForm | undefined> {
  const { rows } = await sql<Omit<GuestForm, 'form'> & { formId: string; body: Buffer }>`
    select form_id as "formId", client_id as "clientId", classes, body from form(${reviewId}::uuid)`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) return undefined;
  const { formId, body, clientId, classes } = row;
  const form = readFiledForm(unseal({ agencyId, clientId, rowId: formId }, body));
  return { clientId, classes, form: { ...form, isPart: true } };
}
