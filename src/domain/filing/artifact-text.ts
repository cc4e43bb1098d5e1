import type { Artifact } from '#domain/program-policy/program-policy.ts';

/** Who was there or was asked, as they were on the day. */
export type NamedPerson = { name: string; title: string; agency: string };

export type Head = {
  title: string;
  /** What the program calls a client: "Patient". */
  clientWord: string;
  client: string;
  agency: string;
  program: string;
};

export type ReviewStory = {
  when: string;
  mode: string;
  present: readonly NamedPerson[];
  absent: readonly (NamedPerson & { why: string })[];
  topics: readonly string[];
  /** Each email of a conference by email, with its day and its writer. */
  exchange: readonly string[];
  strengths: readonly string[];
  barriers: readonly string[];
  needs: readonly string[];
  solutions: readonly string[];
  summary: string;
  actions: readonly { what: string; owner: string; due: string; followUp: string }[];
  noNeedsReason: string;
  noActionReason: string;
  /** What was found in the plan since; null where nobody has looked. */
  verified: { label: string; text: string } | null;
  nextDue: string;
  recordedBy: string;
};

export type AttemptStory = {
  when: string;
  conference: string;
  asked: NamedPerson;
  by: NamedPerson;
  channel: string;
  outcome: string;
  nextStep: string;
  note: string;
  recordedAt: string;
};

const inWords = ({ name, title, agency }: NamedPerson) =>
  [name, title, agency].filter((part) => part !== '').join(', ');

/** A heading with its lines below it; nothing at all where there is nothing to say. */
const part = (heading: string, lines: readonly string[]) => {
  const said = lines.filter((line) => line !== '');
  return said.length === 0 ? [] : [`${heading}\n${said.map((line) => `- ${line}`).join('\n')}`];
};

const line = (label: string, value: string) => (value === '' ? '' : `${label}: ${value}`);

const headOf = ({ title, clientWord, client, agency, program }: Head, more: readonly string[]) =>
  [title, line(clientWord, client), line('Agency', agency), line('Program', program), ...more]
    .filter((each) => each !== '')
    .join('\n');

/** Both texts tell all of it, as the program wants each activity in both: one begins with what was said, the other with what follows. */
export function reviewText(artifact: Artifact, head: Head, story: ReviewStory): string {
  const said = [
    ...part('Topics', story.topics),
    ...part('Exchange by email', story.exchange),
    ...part('Strengths', story.strengths),
    ...part('Barriers', story.barriers),
    ...part('Needs', [...story.needs, line('None', story.noNeedsReason)]),
    ...part('Ways forward', story.solutions),
    ...(story.summary === '' ? [] : [`Summary\n${story.summary}`]),
  ];
  const follows = [
    ...part('Actions and next steps', [
      ...story.actions.map(
        ({ what, owner, due, followUp }) =>
          `${what} By: ${owner}. Due: ${due}. Follow-up: ${followUp}.`,
      ),
      line('No action', story.noActionReason),
    ]),
    ...(story.verified === null ? [] : [`${story.verified.label}\n${story.verified.text}`]),
    ...(story.nextDue === '' ? [] : [`Next conference due: ${story.nextDue}`]),
  ];
  return [
    headOf(head, [line('Held', story.when), line('How', story.mode)]),
    ...part('Present', story.present.map(inWords)),
    ...part(
      'Invited and not there',
      story.absent.map((each) => `${inWords(each)}${each.why === '' ? '' : `: ${each.why}`}`),
    ),
    ...(artifact === 'plan_activity_note' ? [...follows, ...said] : [...said, ...follows]),
    `Recorded by ${story.recordedBy}.`,
  ].join('\n\n');
}

export function attemptText(head: Head, story: AttemptStory): string {
  const { asked, by, channel, outcome, conference } = story;
  return [
    headOf(head, [line('Date', story.when)]),
    [
      `Request for a ${conference} without success.`,
      line('Asked', inWords(asked)),
      line('By', inWords(by)),
      line('How', channel),
      line('What came of it', outcome),
      line('Next step', story.nextStep),
      line('Note', story.note),
    ]
      .filter((each) => each !== '')
      .join('\n'),
    `Recorded by ${by.name}, ${story.recordedAt}.`,
  ].join('\n\n');
}
