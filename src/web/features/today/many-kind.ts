/** What is done about several rows at once. */
export type ManyKind = 'snooze' | 'attempt';
