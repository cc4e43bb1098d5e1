import { describe, expect, test } from 'vitest';
import { operationOf } from '#contract/endpoint.ts';
import { operationInWords } from '#domain/audit/operation-words.ts';
import { routes } from '#server/app.ts';

/** What is sent as a deed is, and changes nothing. */
const readByPost: Readonly<Record<string, string>> = {
  'POST /api/audit/check': 'reads the whole trail; nobody should come to it by a link',
  'POST /api/clients/duplicates': 'a name, which never stands in an address',
  'POST /api/clients/search': 'a name, which never stands in an address',
  'POST /api/clients/:clientId/attempts/people': 'a name of the directory is looked for',
  'POST /api/clients/:clientId/contacts/partners': 'a name of the directory is looked for',
  'POST /api/clients/:clientId/consents/stop-telling/preview': 'whom it would be, by name or id',
  'POST /api/consents/:consentId/preview': 'a list of papers',
  'POST /api/conferences/:conferenceId/reviews/:reviewId/walk-ins/check': 'who came, by name',
  'POST /api/directory/search': 'a name, which never stands in an address',
  'POST /api/enrollments/:enrollmentId/why': 'a rule with all that it says of it',
  'POST /api/first-run/check': 'a code, which never stands in an address',
  'POST /api/held-elsewhere/check': 'a whole list is sent',
  'POST /api/invitation/read': 'a code, which never stands in an address',
  'POST /api/recovery/read': 'a code, which never stands in an address',
  'POST /api/today/due/beside': 'the rows of a whole page',
};

const words = new Map(
  routes.map(({ endpoint }) => {
    const operation = operationOf(endpoint);
    return [operation, { kind: endpoint.kind, said: operationInWords(operation) }];
  }),
);
const reading = /^(Read|Searched|Checked|Printed|Saved as a file): |^Emergency access, read: /;
const said = (operation: string) => words.get(operation)?.said;

describe('what the trail calls an operation (S16)', () => {
  test('reading has words of reading, and nothing else has', () => {
    const readings = [...words].filter(([, each]) => reading.test(each.said));
    const expected = [...words.keys()].filter(
      (operation) => operation.startsWith('GET ') || operation in readByPost,
    );

    expect(readings.map(([operation]) => operation).toSorted()).toEqual(expected.toSorted());
    expect(Object.keys(readByPost).filter((each) => !words.has(each))).toEqual([]);
    expect(words.size).toBeGreaterThan(200);
  });

  test('whatever is said to change nothing is called a reading', () => {
    const harmless = routes.filter(({ endpoint }) =>
      /\bit changes nothing\.$/i.test(endpoint.summary),
    );

    expect(harmless.length).toBeGreaterThan(3);
    for (const { endpoint } of harmless) expect(said(operationOf(endpoint))).toMatch(reading);
  });

  test('what is taken away as paper or as a file says so', () => {
    const kept = [...words].filter(([, each]) => /^(Printed|Saved as a file): /.test(each.said));
    const files = [...words].filter(
      ([operation, { kind }]) =>
        // The scan of a form is looked at where it is.
        kind === 'file' && operation !== 'GET /api/consent-papers/:paperId',
    );

    expect(kept.map(([operation]) => operation).toSorted()).toEqual(
      files.map(([operation]) => operation).toSorted(),
    );
  });

  test('a statement and an incident read like any other disclosure, for that there is one tells a class', () => {
    const any = said('GET /api/clients/:clientId/disclosures');
    const recorded = said('POST /api/clients/:clientId/disclosures/emergency');

    expect([any, recorded]).toEqual([
      'Read: the list of what others were told',
      'Changed: the list of what others were told',
    ]);
    for (const path of ['/api/statements', '/api/privacy-incidents'])
      expect(said(`GET ${path}`)).toBe(any);
    expect(said('GET /api/statements/:statementId/letter')).toBe(
      said('GET /api/clients/:clientId/disclosures/print'),
    );
    for (const path of ['/statements/:statementId/given', '/privacy-incidents/:incidentId/review'])
      expect(said(`POST /api${path}`)).toBe(recorded);
  });

  test('somebody’s own page of who looked says what was done, and not where in the product it was done', () => {
    expect(
      [
        'GET /api/clients/:clientId/clock-facts',
        'POST /api/enrollments/:enrollmentId/why',
        'POST /api/enrollments/:enrollmentId/exemptions',
        'POST /api/clients/search',
        'GET /api/conferences/:conferenceId/sign-in-sheet.pdf',
        'POST /api/reviews/:reviewId/billing',
        'POST /api/revocation-notices/:noticeId/told',
        'GET /api/clients/:clientId/record.pdf',
      ].map(said),
    ).toEqual([
      'Read: when conferences are due',
      'Read: when conferences are due',
      'Changed: exemptions from conferences',
      'Searched: records by name, number or birth date',
      'Printed: the sign-in sheet of a conference',
      'Changed: what is billed',
      'Noted that somebody was told of a consent that was revoked',
      'Printed: the record',
    ]);
    const own = [...words.values()].map((each) => each.said);
    expect(own.filter((each) => /\b(the own|somebody’s d|snooze|worklist)\b/.test(each))).toEqual(
      [],
    );
  });

  test('of emergencies it is told who read a list, who opened, who ended and who reviewed', () => {
    expect(
      ['GET mine', 'GET reviews', 'POST open', 'POST end', 'POST review'].map((each) =>
        said(each.replace(' ', ' /api/emergency/')),
      ),
    ).toEqual([
      'Read: who had emergency access',
      'Read: who had emergency access',
      'Emergency access, opened',
      'Emergency access, ended',
      'Emergency access, reviewed',
    ]);
  });
});
