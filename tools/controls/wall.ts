export type ToolName = 'oxlint' | 'tsc' | 'knip' | 'oxfmt' | 'ledger' | 'vitest';

/** One way to break the house, and what a tool must say about it. */
export type Wall = {
  name: string;
  tool: ToolName;
  says: string;
  write?: Record<string, string>;
  edit?: { file: string; find: RegExp; replace: string };
  /** The tests that must fail, where the tool is vitest. */
  tests?: string;
};

/** What the tool has to look at: the files that were touched, or the tests that guard them. */
export const lookedAt = ({ write = {}, edit, tests }: Wall) =>
  tests ? [tests] : [...Object.keys(write), ...(edit ? [edit.file] : [])];
