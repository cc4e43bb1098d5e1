import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { dateSlot, listSlot, perhapsText, textSlot } from './make-slot.ts';
import { newCitation, newRelatedDocument } from './new-entries.ts';
import { sentence, type Addition, type PolicySection } from './slot.ts';

/** What the program calls people and things; every page about one of its clients uses these words. */
export function vocabularySection({ vocabulary }: ProgramPolicy): PolicySection {
  const word = (label: string, key: keyof typeof vocabulary) =>
    textSlot({ path: ['vocabulary', key], label: `Word for ${label}` }, vocabulary[key]);
  return {
    key: 'vocabulary',
    title: 'Words',
    sentences: [
      sentence(
        'words',
      )`A person served is a ${word('a client', 'client')}, with a ${word('the plan', 'plan')} and a ${word('the worker', 'worker')}; what is held is a ${word('a conference', 'conference')}.`,
    ],
    additions: [],
  };
}

/** The registry fields of the document that the rules come from. */
export function identitySection({ identity }: ProgramPolicy): PolicySection {
  const field = (label: string, ...keys: (string | number)[]) => ({
    path: ['identity', ...keys],
    label,
  });
  const { parentDoc } = identity;
  const absent = { otherwise: 'not given' };
  return {
    key: 'identity',
    title: 'The document',
    sentences: [
      sentence(
        'title',
      )`${textSlot(field('Title', 'title'), identity.title)}, number ${perhapsText(field('Number', 'docCode'), identity.docCode, absent)}.`,
      sentence(
        'kind',
      )`Type ${perhapsText(field('Type', 'type'), identity.type, absent)}, category ${perhapsText(field('Category', 'category'), identity.category, absent)}, level ${perhapsText(field('Level', 'level'), identity.level, absent)}.`,
      sentence(
        'parties',
      )`It binds ${listSlot(field('Parties', 'parties'), identity.parties, { whenEmpty: 'left-out', otherwise: 'nobody named' })}; approved by ${perhapsText(field('Level of approval', 'approvalLevel'), identity.approvalLevel, absent)}.`,
      sentence(
        'dates',
      )`Issued on ${dateSlot(field('Issued on', 'issuedOn'), identity.issuedOn)}, revised on ${listSlot(field('Dates of revision', 'revisionDates'), identity.revisionDates, { whenEmpty: 'left-out', otherwise: 'no date' })}, last reviewed on ${dateSlot(field('Last reviewed', 'lastReviewed'), identity.lastReviewed)}, to be reviewed by ${dateSlot(field('Next review', 'nextReviewDue'), identity.nextReviewDue)}.`,
      sentence(
        'references',
      )`Supporting references: ${listSlot(field('Supporting references', 'supportingRefs'), identity.supportingRefs, { whenEmpty: 'left-out' })}.`,
      ...(parentDoc === undefined
        ? []
        : [
            sentence('parent', [
              'identity',
              'parentDoc',
            ])`It explains ${textSlot(field('Number of the parent document', 'parentDoc', 'code'), parentDoc.code)}, ${textSlot(field('Title of the parent document', 'parentDoc', 'title'), parentDoc.title)}.`,
          ]),
      ...(identity.relatedDocs ?? []).map(
        ({ code, title }, at) =>
          sentence(`related ${at}`, [
            'identity',
            'relatedDocs',
            at,
          ])`Related: ${textSlot(field(`Number of related document ${at + 1}`, 'relatedDocs', at, 'code'), code)}, ${textSlot(field(`Title of related document ${at + 1}`, 'relatedDocs', at, 'title'), title)}.`,
      ),
      ...identity.citations.map(
        ({ title, section, url }, at) =>
          sentence(`citation ${at}`, [
            'identity',
            'citations',
            at,
          ])`Source: ${textSlot(field(`Source ${at + 1}`, 'citations', at, 'title'), title)}, section ${perhapsText(field(`Section of source ${at + 1}`, 'citations', at, 'section'), section, { whenEmpty: 'null', otherwise: 'not given' })}, address ${perhapsText(field(`Address of source ${at + 1}`, 'citations', at, 'url'), url, { whenEmpty: 'null', otherwise: 'not given' })}.`,
      ),
    ],
    additions: additionsTo(identity),
  };
}

const additionsTo = ({ parentDoc, relatedDocs }: ProgramPolicy['identity']): Addition[] => [
  { label: 'Add a source', path: ['identity', 'citations'], to: 'list', entry: newCitation },
  relatedDocs === undefined
    ? {
        label: 'Add a related document',
        path: ['identity', 'relatedDocs'],
        to: 'field',
        entry: [newRelatedDocument],
      }
    : {
        label: 'Add a related document',
        path: ['identity', 'relatedDocs'],
        to: 'list',
        entry: newRelatedDocument,
      },
  ...(parentDoc === undefined
    ? [
        {
          label: 'Name the document that it explains',
          path: ['identity', 'parentDoc'],
          to: 'field',
          entry: newRelatedDocument,
        } as const,
      ]
    : []),
];
