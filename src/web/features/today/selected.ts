/** What is selected, by row: the enrollments to plan for. */
export type Selected = ReadonlyMap<string, string>;
