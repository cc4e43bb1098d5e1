import type { topicCodes } from '#domain/program-policy/policy-words.ts';

type Story = {
  reason: (typeof topicCodes)[number];
  strength: string;
  barrier: string;
  need: string;
  solution: string;
  summary: string;
  action: string;
  dueIn: number;
  followUp: string;
};

/** What was said about one client, in turn: facts of a working week, about nobody. */
export const stories: readonly [Story, ...Story[]] = [
  {
    reason: 'status_needs_goals',
    strength: 'Keeps every appointment that has a reminder the day before.',
    barrier: 'The bus does not run early enough for the first appointments.',
    need: 'A ride to appointments before 9 am.',
    solution: 'The health plan pays rides that are ordered two days ahead.',
    summary:
      'Appointments are kept when there is a ride. The plan’s ride service is ordered for the next three visits, and the clinic moves what it can to after 10 am.',
    action: 'Order rides for the next three visits.',
    dueIn: 14,
    followUp: 'Call the ride service',
  },
  {
    reason: 'plan_adjustment',
    strength: 'Has paid the rent on time for eight months.',
    barrier: 'The lease ends, and the rent goes up.',
    need: 'A lease that the income can carry.',
    solution: 'The housing specialist knows two landlords who take the voucher.',
    summary:
      'The home is stable until the lease ends. Two other flats will be looked at together; the voucher is renewed in any case.',
    action: 'Look at both flats together.',
    dueIn: 21,
    followUp: 'Ask at the next visit',
  },
  {
    reason: 'roles_responsibilities',
    strength: 'Asks for help early, and knows whom to ask.',
    barrier: 'Three offices ask for the same papers.',
    need: 'One person who keeps the papers.',
    solution: 'The case manager keeps copies and hands them on with consent.',
    summary:
      'Everyone asks for the same papers. From now on the case manager keeps one set, and the others ask there.',
    action: 'Gather one set of papers.',
    dueIn: 14,
    followUp: 'Look into the file',
  },
  {
    reason: 'information_exchange',
    strength: 'Takes medicine as agreed, with a weekly box.',
    barrier: 'Two prescribers did not know of each other’s changes.',
    need: 'One list of medicines that all have seen.',
    solution: 'The clinic sends its list after each change.',
    summary:
      'The medicine lists differed in one place. The clinic’s list holds from today; it is sent to all who were here whenever it changes.',
    action: 'Bring the new list to the pharmacy.',
    dueIn: 7,
    followUp: 'Call the pharmacy',
  },
  {
    reason: 'goals_met_unmet_needs',
    strength: 'Finished the course and has a certificate.',
    barrier: 'The benefit would end with the first pay.',
    need: 'Advice on work and benefits before the first working day.',
    solution: 'The benefits desk reckons both cases.',
    summary:
      'Work is possible from next month. Before signing, the benefits desk reckons what changes, so that nothing ends without notice.',
    action: 'Make an appointment at the benefits desk.',
    dueIn: 10,
    followUp: 'Ask by telephone',
  },
  {
    reason: 'activities_progress_barriers',
    strength: 'The family visits every weekend.',
    barrier: 'Letters come in English only.',
    need: 'Letters and calls in the own language.',
    solution: 'The interpreter line is noted with each provider.',
    summary:
      'Misunderstandings came from letters in English. Each provider notes the language and uses the interpreter line.',
    action: 'Tell each provider the language and the line.',
    dueIn: 14,
    followUp: 'Ask the family worker',
  },
  {
    reason: 'other_coordination_need',
    strength: 'Cooks and shops without help again.',
    barrier: 'Evenings are lonely.',
    need: 'Company on two evenings a week.',
    solution: 'The community kitchen has a place on Tuesdays and Thursdays.',
    summary:
      'Days go well, evenings do not. A place in the community kitchen is tried for a month; then we look again.',
    action: 'Go along to the first evening.',
    dueIn: 12,
    followUp: 'Visit',
  },
];
