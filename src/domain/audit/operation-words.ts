/**
 * What is done, by the first part of its address; a client's own pages by the part after the client. That there is a statement or
 * an incident tells a class: here they are disclosures like any other.
 */
const subjects: Readonly<Record<string, string>> = {
  account: 'the own account',
  actions: 'action items',
  attempts: 'attempts',
  audit: 'the audit trail',
  billing: 'what is billed',
  'care-team': 'the care team',
  changes: 'changes in somebody’s life',
  clients: 'the chart',
  'clock-facts': 'somebody’s dates',
  conferences: 'a conference',
  'consent-papers': 'the papers of consents',
  'consent-scans': 'the papers of consents',
  consents: 'consents',
  'contact-frequency': 'how often staff were in touch',
  contacts: 'contacts',
  coordination: 'coordination by program',
  details: 'somebody’s details',
  directory: 'the directory',
  disclosures: 'disclosures',
  'due-snapshots': 'who was due on a past day',
  'emergency-disclosures': 'disclosures',
  'enrollment-choices': 'programs to enroll in',
  enrollments: 'enrollments',
  exemptions: 'exemptions',
  filings: 'what is filed elsewhere',
  'first-run': 'the setting up',
  guest: 'a conference, as a guest',
  health: 'the state of the server',
  'held-elsewhere': 'conferences held elsewhere',
  identifiers: 'somebody’s numbers',
  'import-files': 'an import',
  imports: 'an import',
  invitation: 'an invitation to the staff',
  looked: 'who looked at the record',
  'may-tell': 'what may be told',
  'notice-texts': 'the notices',
  openings: 'who opened records and is to be reviewed',
  outbox: 'the outbox',
  pauses: 'pauses',
  policies: 'the rules of a program',
  programs: 'programs',
  'privacy-incidents': 'disclosures',
  'provider-kinds': 'kinds of provider',
  reassessments: 'reassessments',
  record: 'the record',
  'record.pdf': 'the record on paper',
  recovery: 'a way back in',
  reviews: 'a review in a conference',
  'revocation-notices': 'who is to be told that a consent was revoked',
  'service-plan': 'the service plan',
  session: 'the own session',
  'sign-in': 'signing in',
  'sign-out': 'signing out',
  snoozes: 'what waits',
  staff: 'the staff',
  'staff-access': 'trainings and job titles',
  'staff-changes': 'changes of the staff',
  statements: 'disclosures',
  supports: 'the people around somebody',
  today: 'the worklist',
  updating: 'whether due dates are up to date',
};

const jobs: Readonly<Record<string, string>> = {
  'write-recovery-mail': 'Wrote the mail for a way back in',
  'write-guest-code': 'Wrote the mail with a code for somebody who was invited',
  'write-guest-link': 'Wrote the mail with a new link for somebody who was invited',
  'send-mail': 'Sent a mail',
  'take-due-snapshot': 'Put together who was due',
  'write-escalation-digest': 'Wrote the letter of the day',
  'make-conference-form': 'Filed the form of a conference',
  'withdraw-uncovered': 'Took back invitations that consent covers no more',
  'run-policy': 'Brought due dates after new rules',
};

/** Of somebody who comes in, goes, or shows that it is they; these have no address in the trail. */
const comings: Readonly<Record<string, string>> = {
  'accept an invitation': 'Accepted an invitation to the staff',
  'choose an agency': 'Chose the agency to work for',
  'found the agency': 'Set the agency up',
  'lock the session': 'Locked the screen',
  'show that it is they': 'Showed once more that it is they',
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
  const subject = subjects[part] ?? (first === 'clients' ? subjects.clients : undefined);
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
