import type { Outcome } from '#test/walls/authorization-actors.ts';

export type Met = Outcome | 'did' | 'unread' | 'fault';

/** What was wrong about the question itself tells nothing; a conflict tells that the thing was seen. */
export const outcomeOf = ({ status, text }: { status: number; text: string }): Met => {
  if (status === 200) return 'did';
  if (status === 401 || status >= 500) return 'fault';
  if (status === 404) return 'unknown';
  if (status === 403) return text.includes('"not-allowed"') ? 'refused' : 'not theirs';
  return text.includes('"bad-input"') ? 'unread' : 'may';
};
