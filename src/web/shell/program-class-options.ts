import { programClasses, type ProgramClass } from '#domain/people.ts';

/** What being in a program, or served by an organization, tells about somebody. */
const labels: Record<ProgramClass, string> = {
  general: 'Nothing by itself',
  hiv: 'HIV status',
  sud: 'Substance use treatment',
  mental_health: 'Mental health treatment',
  dv: 'Domestic violence',
  reproductive_minor: 'Reproductive care of a minor',
  genetic: 'Genetic testing',
};

export const programClassOptions = programClasses.map((id) => ({ id, label: labels[id] }));

export const programClassLabel = (id: ProgramClass) => labels[id];
