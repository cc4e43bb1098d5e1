/** One thing to choose from: what is stored, what is read, and a word of evidence below it. */
export type Option = { id: string; label: string; detail?: string };
