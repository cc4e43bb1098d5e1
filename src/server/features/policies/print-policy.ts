import { asPublished, type NamedKind } from '#domain/program-policy/own-kinds.ts';
import { policySections } from '#domain/program-policy/sentences/policy-sentences.ts';
import { wordsOf } from '#domain/program-policy/sentences/slot.ts';
import type { PolicyIdentity, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { versionState, type VersionState } from '#domain/program-policy/version-state.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/policies/policies.ts';
import type { LabelledFact } from '#server/platform/pdf/printed-sheet.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { findVersion, policyOf, type StoredVersion } from '#server/stores/policies/policies.ts';
import { providerKindsOf } from '#server/stores/policies/provider-kinds.ts';
import { programHere } from './program-here.ts';
import { namesOf, type NameOf } from './version-view.ts';

const stateWords: Record<VersionState, string> = {
  draft: 'draft, not in force',
  scheduled: 'published, not in force yet',
  active: 'in force',
  retired: 'no longer in force',
};

/** The rules on paper, with all that identifies the document that they come from. */
export async function printPolicy(
  input: InputOf<typeof contract.printPolicy>,
  visit: Visit,
): Promise<FileReply> {
  const program = await programHere(visit, input.programId);
  const stored = await findVersion(visit, input);
  const policy = policyOf(stored);
  const agency = await findAgency(visit.tx, visit.agencyId);
  const nameOf = await namesOf(visit, [stored], [visit.actor]);
  const bytes = await renderPdf('policy-sheet', {
    title: policy.identity.title,
    agency: agency.name,
    program: program.name,
    version: `Version ${stored.version}, ${stateWords[versionState(stored, program.today)]}`,
    facts: [...versionFacts(stored, nameOf), ...identityFacts(policy.identity)],
    sections: sectionsOf(
      policy,
      program.name,
      asPublished(await providerKindsOf(visit), stored.publishedAt),
    ),
    printedBy: nameOf(visit.actor) ?? '',
    printedAt: momentInWords(visit.at.toZonedDateTimeISO(agency.timeZone)),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  });
  const name = `policy-version-${stored.version}.pdf`;
  return { bytes, type: 'application/pdf', name, inline: true };
}

/** The document itself stands above the rules, as facts. */
const sectionsOf = (policy: ProgramPolicy, programName: string, kinds: readonly NamedKind[]) =>
  policySections(policy, programName, kinds)
    .filter(({ key, sentences }) => key !== 'identity' && sentences.length > 0)
    .map(({ title, sentences }) => ({ title, sentences: sentences.map(wordsOf) }));

const fact = (label: string, value: string | undefined | null): LabelledFact[] =>
  value === undefined || value === null || value === '' ? [] : [{ label, value }];
const onDay = (day: Temporal.PlainDate | null | undefined) => (day ? dateInWords(day) : undefined);

const versionFacts = (
  { effectiveFrom, effectiveTo, isDraft, publishedBy }: StoredVersion,
  nameOf: NameOf,
) => [
  ...fact(isDraft ? 'To begin on' : 'In force from', onDay(effectiveFrom)),
  ...fact('Until', onDay(effectiveTo)),
  ...fact('Published by', nameOf(publishedBy)),
];

const identityFacts = (identity: PolicyIdentity) => [
  ...fact('Number', identity.docCode),
  ...fact('Type', identity.type),
  ...fact('Category', identity.category),
  ...fact('Level', identity.level),
  ...fact('Parties', identity.parties?.join(', ')),
  ...fact('Level of approval', identity.approvalLevel),
  ...fact('Issued on', onDay(identity.issuedOn)),
  ...fact('Revised on', identity.revisionDates?.map(dateInWords).join(', ')),
  ...fact('Last reviewed', onDay(identity.lastReviewed)),
  ...fact('Next review', onDay(identity.nextReviewDue)),
  ...fact(
    'Explains',
    identity.parentDoc && `${identity.parentDoc.code}, ${identity.parentDoc.title}`,
  ),
  ...fact(
    'Related documents',
    identity.relatedDocs?.map(({ code, title }) => `${code}, ${title}`).join('\n'),
  ),
  ...fact('Supporting references', identity.supportingRefs?.join(', ')),
  ...fact(
    'Sources',
    identity.citations
      .map(({ title, section, url }) => [title, section, url].filter(Boolean).join(', '))
      .join('\n'),
  ),
];
