import { clockOf } from './words.ts';

const months = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];

const clocks: Readonly<Record<string, string>> = {
  Eastern: 'hora del Este',
  Central: 'hora del Centro',
  Mountain: 'hora de la Montaña',
  Arizona: 'hora de Arizona',
  Pacific: 'hora del Pacífico',
  Alaska: 'hora de Alaska',
  Hawaii: 'hora de Hawái',
  Atlantic: 'hora del Atlántico',
};

const clients: Readonly<Record<string, string>> = {
  patient: 'Paciente',
  participant: 'Participante',
  member: 'Miembro',
  resident: 'Residente',
};

/** A program's word for a client, where there is a Spanish one of it. */
export const clientInSpanish = (word: string): string => clients[word] ?? 'Cliente';

/** "3 de diciembre de 2026" */
export const dateInSpanish = ({ day, month, year }: Temporal.PlainDate): string =>
  `${day} de ${months[month - 1] ?? ''} de ${year}`;

/** "3 de diciembre de 2026, 4:03 p. m., hora del Este" */
export function momentInSpanish(moment: Temporal.ZonedDateTime): string {
  const { hour, minute, timeZoneId } = moment;
  const clock = clockOf(timeZoneId);
  const time = `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'a. m.' : 'p. m.'}`;
  return `${dateInSpanish(moment.toPlainDate())}, ${time}, ${clocks[clock] ?? clock}`;
}
