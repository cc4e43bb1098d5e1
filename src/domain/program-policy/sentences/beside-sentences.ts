import { presetWords } from '#domain/program-policy/presets/preset-words.ts';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { numberSlot, oneOf, severalSlot, yesOrNo } from './make-slot.ts';
import { newBesideRule } from './new-entries.ts';
import { jointWords } from './policy-choices.ts';
import { sentence, type PolicySection } from './slot.ts';

/** What is owed for a client who is in two programs at once (C-34). */
export function besideSection(policy: ProgramPolicy): PolicySection {
  const { crossProgram = [], vocabulary } = policy;
  const { client, conference } = vocabulary;
  const free = othersOf(policy).filter(
    (id) => !crossProgram.some(({ otherPolicyId }) => otherPolicyId === id),
  );
  const [next] = free;
  const none = sentence(
    'no-beside',
  )`Nothing more is asked for a ${client} who is in another program of the agency too.`;
  return {
    key: 'beside',
    title: 'Two programs at once',
    sentences:
      crossProgram.length === 0
        ? [none]
        : crossProgram.map((rule, at) => {
            const path = ['crossProgram', at];
            const field = (label: string, key: string) => ({
              path: [...path, key],
              label: `${label}, other program ${at + 1}`,
            });
            return sentence(
              `beside ${rule.otherPolicyId}`,
              path,
            )`A ${client} is also in a program with the rules of ${oneOf<string>(field('Other program', 'otherPolicyId'), rule.otherPolicyId, nameOf([rule.otherPolicyId, ...othersOf(policy)]))} for at most ${numberSlot(field('Days in both', 'maxDays'), rule.maxDays)} days; a ${conference} with somebody of that program must be held ${severalSlot(field('Joint conferences', 'jointConference'), rule.jointConference, { words: jointWords })}, ${yesOrNo(field('Joint plan', 'jointPlan'), rule.jointPlan, { yes: 'with its steps in writing', no: 'with or without steps in writing' })}.`;
          }),
    additions:
      next === undefined
        ? []
        : [
            {
              label: 'Add a rule for two programs at once',
              path: ['crossProgram'],
              ...(policy.crossProgram === undefined
                ? { to: 'field', entry: [newBesideRule(next)] }
                : { to: 'list', entry: newBesideRule(next) }),
            },
          ],
  };
}

const othersOf = ({ policyId }: ProgramPolicy) =>
  presetIds.map((id) => presets[id].policyId).filter((id) => id !== policyId);

const nameOf = (policyIds: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    policyIds.map((policyId) => {
      const preset = presetIds.find((id) => presets[id].policyId === policyId);
      return [policyId, preset === undefined ? policyId : presetWords[preset].name];
    }),
  );
