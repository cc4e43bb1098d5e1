import type { Chance } from '#test/clock/random.ts';
import type { GivenClient, GivenProgram, GivenStaff } from '#test/given.ts';

type Act = [path: string, body: object] | null;
export type Doing = (of: GivenClient, on: string, today: number) => Act;

export type Doers = {
  chance: Chance;
  /** Who leads, and to whom a case can be handed over. */
  ana: GivenStaff;
  bo: GivenStaff;
  programs: readonly [GivenProgram, ...GivenProgram[]];
  dayAt: (number: number) => string;
  /** What was recorded so far, by the name of its id: any of it can be put right or taken back. */
  recorded: ReadonlyMap<string, readonly string[]>;
};

const why = 'Entered in error';

/** What people do to facts of the clock, each with its endpoint; `on` is a day that has been, or today. */
export function whatPeopleDo({
  chance,
  ana,
  bo,
  programs,
  dayAt,
  recorded,
}: Doers): readonly Doing[] {
  const program = () => chance.pick(programs);
  const about = (name: string, act: (id: string) => [string, object]): Act => {
    const [first, ...rest] = recorded.get(name) ?? [];
    return first === undefined ? null : act(chance.pick([first, ...rest]));
  };
  return [
    ({ enrollmentId }, heldOn) => [
      '/api/held-elsewhere',
      { enrollmentIds: [enrollmentId], heldOn, source: 'paper-file' },
    ],
    ({ clientId }, on) => [
      `/api/clients/${clientId}/changes`,
      {
        code: chance.pick(['nonadherence', 'missed_care', 'suicidal_ideation', 'housing_loss']),
        on,
        wantsConference: true,
      },
    ],
    ({ enrollmentId }, _on, today) => [
      `/api/enrollments/${enrollmentId}/reassessments`,
      { on: dayAt(today + chance.below(60) - 20) },
    ],
    ({ clientId, enrollmentId }, on) => [
      `/api/clients/${clientId}/attempts`,
      {
        enrollmentId,
        on,
        channel: 'telephone',
        outcome: 'no_response',
        to: { kind: 'client', id: clientId },
        nextStep: 'call-again',
      },
    ],
    ({ enrollmentId }, from, today) => [
      `/api/enrollments/${enrollmentId}/exemptions`,
      {
        reason: 'client-declined',
        from,
        lastOn: dayAt(today + 10 + chance.below(40)),
        reviewOn: dayAt(today + 9),
      },
    ],
    ({ enrollmentId }, from, today) => [
      `/api/enrollments/${enrollmentId}/pauses`,
      { kind: 'inpatient_long', from, reviewOn: dayAt(today + 20) },
    ],
    ({ enrollmentId }, _on, today) => [
      `/api/enrollments/${enrollmentId}/snooze`,
      {
        obligationKey: chance.pick(['every-180-days', 'every-six-months', 'at-reassessment']),
        until: dayAt(today + 1 + chance.below(25)),
        reason: 'client_away',
      },
    ],
    ({ clientId }, startedOn) => {
      const { programId, teamId } = program();
      return [
        `/api/clients/${clientId}/enrollments`,
        { programId, teamId, workerId: ana.staffId, startedOn },
      ];
    },
    (_, on) =>
      about('changeEventId', (id) =>
        chance.once(2)
          ? [`/api/changes/${id}/correct`, { on }]
          : [`/api/changes/${id}/withdraw`, { why }],
      ),
    (_, on) =>
      about('reassessmentId', (id) =>
        chance.once(2)
          ? [`/api/reassessments/${id}/correct`, { on }]
          : [`/api/reassessments/${id}/withdraw`, { why }],
      ),
    () => about('attemptId', (id) => [`/api/attempts/${id}/withdraw`, {}]),
    (_, on) =>
      about('exemptionId', (id) =>
        chance.once(2)
          ? [`/api/exemptions/${id}/end`, { lastOn: on }]
          : [`/api/exemptions/${id}/withdraw`, { why }],
      ),
    (_, on) =>
      about('pauseId', (id) =>
        chance.once(2)
          ? [`/api/pauses/${id}/resume`, { lastOn: on }]
          : [`/api/pauses/${id}/withdraw`, { why }],
      ),
    ({ enrollmentId }, from) => [
      `/api/enrollments/${enrollmentId}/assign`,
      { teamId: program().teamId, workerId: chance.pick([ana, bo]).staffId, from },
    ],
    ({ enrollmentId }) => [`/api/enrollments/${enrollmentId}/reopen`, {}],
  ];
}
