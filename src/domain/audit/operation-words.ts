const theirs = 'the list of what others were told';

/**
 * What is done, by the first part of its address; a client's own pages by the part after the client. That there is a statement or
 * an incident tells a class: here they are disclosures like any other.
 */
const subjects: Readonly<Record<string, string>> = {
  account: 'their own account',
  actions: 'what was agreed to be done',
  attempts: 'requests that were not answered',
  audit: 'the audit trail',
  billing: 'what is billed',
  'care-team': 'the care team',
  changes: 'important events in life',
  clients: 'the chart',
  'clock-facts': 'when conferences are due',
  conferences: 'a conference',
  'consent-papers': 'the forms of consents',
  'consent-scans': 'the forms of consents',
  consents: 'consents',
  'contact-frequency': 'how often staff were in touch',
  contacts: 'calls, visits and other contacts',
  coordination: 'how often each program was in touch',
  details: 'names, birth date and how to be reached',
  directory: 'the directory of providers',
  disclosures: theirs,
  'due-snapshots': 'who was due for a conference on a past day',
  'emergency-disclosures': theirs,
  'enrollment-choices': 'programs to enroll in',
  enrollments: 'enrollment in programs',
  exemptions: 'exemptions from conferences',
  filings: 'what is entered in another system',
  'first-run': 'the setting up',
  guest: 'a conference, as a guest',
  health: 'the state of the server',
  'held-elsewhere': 'conferences held elsewhere',
  identifiers: 'numbers of other offices and systems',
  'import-files': 'an import of records',
  imports: 'an import of records',
  invitation: 'an invitation to the staff',
  'list-requests': 'files that wait for a second person',
  looked: 'who looked at the record',
  'may-tell': 'what may be told, and to whom',
  'notice-texts': 'the notices',
  openings: 'who opened records, for a second person to judge',
  outbox: 'mails',
  pauses: 'pauses of conferences',
  policies: 'the rules of a program',
  programs: 'programs',
  'privacy-incidents': theirs,
  'provider-kinds': 'kinds of provider',
  reassessments: 'dates of reassessments',
  record: 'the record',
  'record.pdf': 'the record',
  recovery: 'a way back in',
  reviews: 'somebody’s part of a conference',
  'revocation-notices': 'who is to be told that a consent was revoked',
  'service-plan': 'the service plan',
  session: 'their own sign-in',
  'sign-in': 'signing in',
  'sign-out': 'signing out',
  snoozes: 'reminders that were put off',
  staff: 'the staff',
  'staff-access': 'trainings and job titles',
  'staff-changes': 'changes of the staff',
  statements: theirs,
  supports: 'family and other close people',
  today: 'the list of who is due',
  updating: 'whether due dates are up to date',
};

/** What a part of something is about, where the whole would say too little or something else. */
const parts: Readonly<Record<string, string>> = {
  'conferences/agendas': 'an agenda of a conference',
  'conferences/sign-in-sheet.pdf': 'the sign-in sheet of a conference',
  'enrollments/exemptions': 'exemptions from conferences',
  'enrollments/pauses': 'pauses of conferences',
  'enrollments/reassessments': 'dates of reassessments',
  'enrollments/snooze': 'reminders that were put off',
  'enrollments/why': 'when conferences are due',
  'reviews/billing': 'what is billed',
  'reviews/form': 'the form of a conference',
  'reviews/preparation': 'minutes spent preparing a conference',
};

const jobs: Readonly<Record<string, string>> = {
  'write-recovery-mail': 'Wrote the mail for a way back in',
  'write-guest-code': 'Wrote the mail with a code for somebody who was invited',
  'write-guest-link': 'Wrote the mail with a new link for somebody who was invited',
  'send-mail': 'Sent a mail',
  'take-due-snapshot': 'Worked out who was due on a past day',
  'write-escalation-digest': 'Wrote the daily mail to staff',
  'make-conference-form': 'Filed the form of a conference',
  'withdraw-uncovered': 'Took back invitations that consent no longer covers',
  'run-policy': 'Worked out due dates by new rules',
};

/** Of somebody who comes in, goes, or shows that it is they; these have no address in the trail. */
const comings: Readonly<Record<string, string>> = {
  'accept an invitation': 'Accepted an invitation to the staff',
  'choose an agency': 'Chose the agency to work for',
  'found the agency': 'Set the agency up',
  'lock the session': 'Locked the screen',
  'show that it is they': 'Showed once more that it was they',
  'sign in with a passkey': 'Signed in with a passkey',
  'sign in with a password': 'Signed in with a password',
  'sign in with a password and a code': 'Signed in with a password and a code',
  'sign out': 'Signed out',
  'unlock the session': 'Unlocked the screen',
};

/** Of these the address alone would say something else. */
const deeds: Readonly<Record<string, string>> = {
  'POST /api/account/passkeys/options': 'Began to add a passkey',
  'POST /api/guest/code': 'As a guest: asked for a code',
  'POST /api/guest/link': 'As a guest: asked for a new link',
  'POST /api/guest/open': 'As a guest: opened a link',
  'POST /api/guest/reply': 'As a guest: answered an invitation',
  'POST /api/guest/actions/:actionItemId/say': 'As a guest: said how a step stands',
  'POST /api/guest/leave': 'As a guest: left',
  'POST /api/clients': 'Began a record',
  'POST /api/clients/duplicates': 'Searched: records of the same name',
  'POST /api/clients/search': 'Searched: records by name, number or birth date',
  'POST /api/outbox/:mailId/send-again': 'Sent a mail again',
  'POST /api/revocation-notices/:noticeId/told':
    'Noted that somebody was told of a consent that was revoked',
  'POST /api/policies/preview': 'Began a preview of the rules of a program',
  'POST /api/policies/preview/cancel': 'Ended a preview of the rules of a program',
};

/** A question too long for an address, or with a name in it, is sent as a deed is, and changes nothing. */
const lookedUp = /\/(beside|why|preview|attempts\/people|contacts\/partners|read)$/;
const searched = /\/(search|duplicates)$/;
const checked = /\/check$/;
const printed = /\/(print|form|form\/:kind\/:personId|letter|agenda|copy)$|\.pdf$/;
const saved = /\/export$|\.txt$/;

/** "Read", "Changed": a deed that is called a reading hides it, and a reading that is called a deed accuses somebody. */
function verbOf(method: string, path: string): string {
  if (searched.test(path)) return 'Searched';
  if (checked.test(path)) return 'Checked';
  if (method !== 'GET') return lookedUp.test(path) ? 'Read' : 'Changed';
  if (printed.test(path)) return 'Printed';
  return saved.test(path) ? 'Saved as a file' : 'Read';
}

const emergencyDeeds: Readonly<Record<string, string>> = {
  open: 'opened',
  end: 'ended',
  review: 'reviewed',
};

/** Whoever reads the trail of a client sees at once which of it was an emergency. */
function emergencyWords(path: string): string {
  const [, , , what = '', , part = ''] = path.split('/');
  if (what === 'clients')
    return `Emergency access, read: ${subjects[part || 'clients'] ?? subjects.clients}`;
  const deed = emergencyDeeds[what];
  return deed === undefined ? 'Read: who had emergency access' : `Emergency access, ${deed}`;
}

/** "Read: the record", "Changed: consents"; null where nothing is known of it. */
function wordsOf(operation: string): string | null {
  const known = comings[operation] ?? deeds[operation];
  if (known !== undefined) return known;
  if (operation.startsWith('recover the sign-in')) return 'Set a new password by a link';
  const [method = '', path = ''] = operation.split(' ');
  if (method === 'job') return jobs[path] ?? 'Worked in the background';
  if (path.startsWith('/api/emergency/')) return emergencyWords(path);
  const [, , first = '', , third = ''] = path.split('/');
  const part = first === 'clients' ? third || 'clients' : first;
  const subject =
    parts[`${first}/${third}`] ??
    subjects[part] ??
    (first === 'clients' ? subjects.clients : undefined);
  return subject === undefined ? null : `${verbOf(method, path)}: ${subject}`;
}

export const hasOperationWords = (operation: string) => wordsOf(operation) !== null;

export const operationInWords = (operation: string): string =>
  wordsOf(operation) ?? 'Did something else';

/** Operations that are called as an earlier one is, each with that one. */
export function calledAlike(operations: readonly string[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const alike = new Map<string, string>();
  for (const operation of operations) {
    const words = operationInWords(operation);
    const known = first.get(words);
    if (known === undefined) first.set(words, operation);
    else alike.set(operation, known);
  }
  return alike;
}
