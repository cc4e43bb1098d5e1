export type ToolName = 'oxlint' | 'tsc' | 'knip' | 'oxfmt' | 'ledger' | 'vitest';

/** One way to break the house, and what a tool must say about it. */
export type Wall = {
  name: string;
  tool: ToolName;
  says: string;
  write?: Record<string, string>;
  edit?: { file: string; find: RegExp; replace: string };
  /** Where the tool looks, when that is not at what was touched. */
  guardedIn?: string;
};

export const lookedAt = ({ write = {}, edit, guardedIn }: Wall) =>
  guardedIn ? [guardedIn] : [...Object.keys(write), ...(edit ? [edit.file] : [])];
