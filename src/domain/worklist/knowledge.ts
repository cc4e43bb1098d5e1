/** A past day is looked at with what is known when somebody asks, or with what was known at the end of that day. */
export const knowledges = ['today', 'then'] as const;
export type Knowledge = (typeof knowledges)[number];
