import type { openConferenceForm as endpoint } from '#contract/conferences/close.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findConferenceForm } from '#server/stores/documents.ts';

/** The form as it was filed. Its file name says nothing: it will lie in a folder of downloads. */
export async function openForm({ reviewId }: InputOf<typeof endpoint>, visit: Visit) {
  const { documentId, clientId, bytes } = await findConferenceForm(visit, reviewId);
  visit.touch(documentId, clientId);
  return { bytes, type: 'application/pdf', name: 'form.pdf', inline: true };
}
