import type { EnrolledWorld } from '#test/walls/enrollment-worlds.ts';

/** What somebody asks past every rule of the application, and the one answer that is right. */
export type Ask = {
  who: keyof EnrolledWorld['people'];
  words: string;
  purpose?: string;
  before?: string;
  answer: unknown;
};
type Break = readonly [from: string, to: string];
/** A function that passes row security by, the ways in which it could forget to ask, and questions of which each way answers one wrong. */
export type Walled = { name: string; asks: Ask[]; breaks: Break[] };

export const forgotten = (...conditions: string[]): Break[] =>
  conditions.map((each) => [each, 'true']);
