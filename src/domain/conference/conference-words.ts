import type { ConsentRefusal } from '#domain/consent/may-disclose.ts';
import type { Readiness, ReadinessToTell } from '#domain/consent/readiness.ts';
import type { SensitivityClass } from '#domain/people.ts';
import type { TopicCode } from '#domain/program-policy/program-policy.ts';
import { dateInWords } from '#domain/words.ts';
import type { ClosingCode } from './closing-checks.ts';
import type { Mode } from './conference.ts';

/** What a conference is, to somebody who has never been in one. */
export const whatAConferenceIs =
  'In a conference the care team exchanges what it knows and plans, so that care fits together and nothing is done twice.';

export const topicWords: Readonly<Record<TopicCode, string>> = {
  status_needs_goals: 'How things stand, needs and goals',
  activities_progress_barriers: 'Activities, progress and barriers',
  roles_responsibilities: 'Who does what',
  conflict_resolution: 'Settling a disagreement',
  plan_adjustment: 'Changing the plan',
  information_exchange: 'Sharing information',
  goals_met_unmet_needs: 'Goals met and needs not met',
  duplication: 'Services given twice',
  diagnosis_confirmation: 'Confirming a diagnosis',
  treatment_change: 'A change of treatment',
  other_coordination_need: 'Another need for coordination',
};

export const modeWords: Readonly<Record<Mode, string>> = {
  in_person: 'In person',
  telephone: 'By telephone',
  video: 'By video',
  email: 'By email',
};

/** Inside a sentence. */
export const classInSentence: Readonly<Record<SensitivityClass, string>> = {
  general: 'general information',
  hiv: 'HIV-related information',
  sud: 'substance use information',
  mental_health: 'mental health information',
  dv: 'domestic violence information',
  reproductive_minor: 'information on reproductive care of a minor',
  genetic: 'genetic information',
  psychotherapy_notes: 'psychotherapy notes',
  sud_counseling_notes: 'substance use counseling notes',
};

/** In the word of the program in which the client is discussed. */
function readinessInWords(readiness: Readiness, client: string): string {
  switch (readiness.state) {
    case 'ok':
      return readiness.endsOn === null
        ? `May hear about this ${client}.`
        : `May hear about this ${client} until ${dateInWords(readiness.endsOn)}.`;
    case 'partly':
      return `May hear about this ${client}, but not ${listed(readiness.missing)}.`;
    case 'none':
    case 'revoked':
      return withheldInWords(readiness.state, client);
    case 'ends-before':
      return `The ${client}’s consent ends on ${dateInWords(readiness.endsOn)}, before the meeting.`;
  }
}

/** As somebody hears it who may not know of every kind of information: of these no name is said. */
export const toldReadinessInWords = ({ readiness, isWithheld }: ReadinessToTell, client: string) =>
  isWithheld ? withheldInWords('partly', client) : readinessInWords(readiness, client);

/** Who comes as well tells more than the asker may know: of the papers about it nothing is said, neither that there is one. */
export const untoldInWords = (client: string) =>
  `Being served where somebody else here works reveals something. Whether this person may hear about the ${client} is told to those alone who may know it.`;

const listed = (classes: readonly SensitivityClass[]) =>
  classes.map((each) => classInSentence[each]).join(' or ');

type Withholding = ConsentRefusal | Exclude<Readiness['state'], 'ok'> | 'privacy-incident';

export function withheldInWords(because: Withholding, client: string): string {
  switch (because) {
    case 'no-consent':
    case 'none':
      return `The ${client} has not agreed that this person hears about them.`;
    case 'nothing-asked':
      return 'Nothing was asked for.';
    case 'purpose-not-covered':
      return `The ${client}’s consent is for another purpose.`;
    case 'class-not-covered':
    case 'partly':
      return `The ${client}’s consent leaves out what being discussed here would tell.`;
    case 'consent-not-yet-valid':
      return `The ${client}’s consent does not hold yet.`;
    case 'consent-expired':
      return `The ${client}’s consent has ended.`;
    case 'refused-by-client':
      return `The ${client} said no to this.`;
    case 'consent-revoked':
    case 'revoked':
      return `The ${client} has taken the consent back.`;
    case 'ends-before':
      return `The ${client}’s consent ends before the meeting.`;
    case 'privacy-incident':
      return `They were there although the ${client} had not agreed. A supervisor looks at it before anything is sent.`;
  }
}

/** What is missing, and what to do about it. */
export const closingWords = (client: string): Readonly<Record<ClosingCode, string>> => ({
  'no-content':
    'Nothing was written down. Record the conference as not held, or write what was said.',
  'times-missing': `Enter from when until when this ${client} was discussed.`,
  'times-overlap': `These times overlap with another ${client}’s. Correct one of them.`,
  'attendance-missing': 'Say whether this person was there.',
  'nobody-present': `Say who was there for this ${client}.`,
  'attendee-incomplete': 'Name, position and agency are needed of everybody who was there.',
  'summary-not-confirmed': 'Sum up, and record that the group agreed.',
  'needs-missing': 'Write down a need, or say why there is none.',
  'action-missing': 'Agree on an action, or say why there is none.',
  'no-reply':
    'No provider has answered yet. Wait for the answer, or record this as not held and log the request as an attempt.',
  'need-without-action': 'One need has no action yet. Add one, or say why there is none.',
});
