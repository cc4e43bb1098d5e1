import { z } from 'zod';

const entries = z.array(z.object({ text: z.string(), author: z.string() }));

/** What a form held when it was filed: each copy is printed from it, under the mark of who takes it along. */
export const filedForm = z.object({
  kind: z.string(),
  client: z.object({
    name: z.string(),
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  agency: z.string(),
  program: z.string(),
  policy: z.string(),
  heldOn: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  duration: z.string(),
  mode: z.string(),
  place: z.string().exactOptional(),
  interpreter: z.string().exactOptional(),
  reasons: z.array(z.string()),
  attendees: z.array(
    z.object({ name: z.string(), title: z.string(), agency: z.string(), present: z.string() }),
  ),
  exchange: entries.exactOptional(),
  strengths: entries,
  barriers: entries,
  needs: entries,
  solutions: entries,
  summary: z
    .object({ text: z.string(), confirmedBy: z.string(), confirmedAt: z.string() })
    .exactOptional(),
  actions: z.array(
    z.object({ what: z.string(), owner: z.string(), due: z.string(), followUp: z.string() }),
  ),
  noActionReason: z.string().exactOptional(),
  nextDue: z.string().exactOptional(),
  recordedBy: z.string(),
  closedAt: z.string().exactOptional(),
  void: z.string().exactOptional(),
  printedBy: z.string(),
  printedAt: z.string(),
  redisclosureNotice: z.string().exactOptional(),
  sampleMark: z.string().exactOptional(),
});
export type FiledForm = z.output<typeof filedForm>;
