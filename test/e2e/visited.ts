import type { Page } from 'playwright-core';

export type Addresses = {
  client: string;
  quiet: string;
  draft: string;
  sent: string;
  room: string;
  ended: string;
  closed: string;
  importId: string;
  /** Of emergency access, rules and past lists. */
  opened: string;
  program: string;
  snapshot: string;
};

/** A page in one of its states: who opens it, where, and by what one sees that it is there. */
export type Visited = {
  /** States of a page that is listed already carry `-state-` in their names. */
  name: string;
  as?: string;
  path: (at: Addresses) => string;
  ready: (page: Page, at: Addresses) => Promise<unknown>;
  /** The question whose failure, or long silence, the page has to explain. */
  asks?: RegExp;
  /** A list that leaves the house on paper says who is meant by number alone. */
  isNamelessOnPaper?: true;
};

export const text = (words: string | RegExp) => (page: Page) =>
  page.getByText(words).first().waitFor();
export const heading = (words: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name: words }).first().waitFor();
export const row = (words: RegExp) => (page: Page) =>
  page.getByRole('row', { name: words }).first().waitFor();
