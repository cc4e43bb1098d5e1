import { topicWords } from './conference-words.ts';
import { topicCodes } from '#domain/program-policy/policy-words.ts';
import type { TopicCode } from '#domain/program-policy/program-policy.ts';

/** A stored code as the policy's word; one that no policy knows any more is another need for coordination. */
export const topicOf = (code: string): TopicCode =>
  topicCodes.find((known) => known === code) ?? 'other_coordination_need';

export const topicLabel = (code: string) => topicWords[topicOf(code)];
