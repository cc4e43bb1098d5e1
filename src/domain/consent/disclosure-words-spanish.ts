import type { ReportReader } from '#domain/access/taking-out.ts';
import { clientInSpanish, dateInSpanish, momentInSpanish } from '#domain/spanish.ts';
import { paperInWords, type AccountingPaper, type DisclosureWords } from './disclosure-words.ts';
import type { EmergencyGround } from './emergency-disclosure.ts';
import { toldInOtherWords, type ToldAs } from './told-as.ts';

const readers: Readonly<Record<ReportReader, string>> = {
  funder: 'Quien financia el programa',
  state: 'El Estado',
  city: 'La ciudad o el condado',
  'health-plan': 'Un plan de salud',
  other: 'Otra autoridad',
};

const grounds: Readonly<Record<EmergencyGround, string>> = {
  'medical-emergency': 'Una emergencia médica: quien le atendía tenía que saberlo',
  'danger-to-life': 'Su vida estaba en peligro',
  'danger-to-others': 'Otras personas estaban en peligro',
  'abuse-report': 'Un aviso de abuso o negligencia que la ley exige',
};

const plain: Readonly<Record<ToldAs, string>> = {
  'Took part in a case conference': 'Participó en una conferencia sobre su caso',
  'Told in a coordination contact': 'Informado en un contacto de coordinación',
  'Invitation to a case conference': 'Invitación a una conferencia sobre su caso',
  'Notice that a record is ready': 'Aviso de que un documento está listo',
  'Printed agenda of a case conference': 'Agenda impresa de una conferencia sobre su caso',
  'Form of a case conference': 'Formulario de una conferencia sobre su caso',
  'Page about a case conference': 'Página sobre una conferencia sobre su caso',
  'Copy of a consent': 'Copia de una autorización',
  'Accounting of disclosures': 'Registro de a quién se informó sobre usted',
  'List of who looked at the record': 'Lista de quién consultó el expediente',
};

/** Version 1 of each; no counsel and no certified translator has approved it. */
export const disclosureWordsInSpanish: DisclosureWords = {
  theClient: 'Usted',
  somebodyElse: 'Otra persona',
  readers,
  classes: {
    general: 'información general',
    hiv: 'información sobre el VIH',
    sud: 'información sobre el consumo de sustancias',
    mental_health: 'información sobre salud mental',
    dv: 'información sobre violencia doméstica',
    reproductive_minor: 'información sobre la atención reproductiva de una persona menor de edad',
    genetic: 'información genética',
    psychotherapy_notes: 'notas de psicoterapia',
    sud_counseling_notes: 'notas de consejería sobre el consumo de sustancias',
  },
  purposes: {
    case_conference: 'Conferencias sobre su caso',
    care_coordination: 'Coordinar su atención',
    benefits: 'Beneficios',
  },
  report: 'Un informe que la agencia debe presentar',
  told: (kept) =>
    toldInOtherWords(kept, {
      plain,
      report: (reader) => `En un informe que la agencia debe presentar: ${readers[reader]}`,
      emergency: (ground) => `Emergencia, sin autorización. ${grounds[ground]}`,
    }),
  channels: {
    oral_meeting: 'De palabra, en una conferencia',
    email: 'Por correo electrónico',
    portal_view: 'En la página para invitados',
    pdf: 'En papel',
    'guest-file': 'En un archivo, de la página para invitados',
    export: 'En un archivo',
    'in-person': 'En persona',
    telephone: 'Por teléfono',
    paper: 'En papel',
    video: 'Por video',
  },
  otherChannel: 'De otra manera',
  bases: {
    consent: 'Con su autorización',
    'own-record': 'Su propio expediente',
    incident: 'Sin autorización: un incidente de privacidad',
    emergency: 'Sin autorización: una emergencia',
    report: 'Sin autorización: un informe que la agencia debe por ley o por contrato',
  },
  otherBasis: 'Por otra razón',
  paper: (read, signedOn) =>
    `${paperInWords(read, 'versión')}, firmada el ${dateInSpanish(signedOn)}`,
  notReviewed: 'aún no revisado',
  outcomes: {
    unfounded: 'Sin fundamento: había autorización, o no se dijo nada de ello',
    'client-told': 'Se le informó a usted',
    reported: 'Notificado como lo piden la ley o nuestras reglas',
    other: 'Se hizo otra cosa',
  },
  laws: {
    'hiv-27f': 'Información sobre el VIH (Public Health Law Article 27-F)',
    part2: 'Expedientes de tratamiento por consumo de sustancias (42 CFR Part 2)',
    'part2-notes': 'Notas de consejería sobre el consumo de sustancias (42 CFR 2.31(b))',
    'mhl-33-13': 'Expedientes clínicos de salud mental (Mental Hygiene Law 33.13)',
    'psychotherapy-notes': 'Notas de psicoterapia (45 CFR 164.508(a)(2))',
    'minor-consent':
      'Atención que una persona menor de edad aceptó por sí misma (Public Health Law 2504, 17 y 18)',
    'civil-rights-79-l': 'Información de pruebas genéticas (Civil Rights Law 79-l)',
    hipaa: 'Información de salud en general (HIPAA)',
  },
  version: 'versión',
  statement: {
    onIt: (texts) => `Aviso incluido: ${texts}`,
    given: (on, texts) => `Aviso entregado el ${dateInSpanish(on)}: ${texts}`,
    open: (dueOn) => `Aviso por entregar a más tardar el ${dateInSpanish(dueOn)}`,
    notNeeded: 'No hizo falta ningún aviso',
  },
  date: dateInSpanish,
  moment: momentInSpanish,
};

export const accountingPaperInSpanish = (client: string): AccountingPaper => ({
  title: 'A quién se informó sobre usted',
  client: clientInSpanish(client),
  born: 'Fecha de nacimiento',
  notice: 'Aviso',
  accountings: {
    everything: 'Todo lo que se informó',
    hipaa: 'Registro según HIPAA, seis años',
    part2: 'Registro según Part 2, tres años',
    hiv: 'Información sobre el VIH',
    intermediary: 'Lista de destinatarios según Part 2, tres años',
  },
  scopes: {
    everything: 'Cada vez que se informó a alguien fuera de la agencia, según consta.',
    hipaa:
      'Los últimos seis años, sin lo que se informó con su autorización escrita, para tratamiento, pago u operaciones, o a usted (45 CFR 164.528).',
    part2:
      'Los últimos tres años: cada vez que se informó de expedientes de tratamiento por consumo de sustancias (42 CFR 2.25).',
    hiv: 'Cada vez que se dio información sobre el VIH, sin límite de tiempo (10 NYCRR 63.7).',
    intermediary:
      'Los últimos tres años: a quién se informó, con autorización, de expedientes de tratamiento por consumo de sustancias, cuándo y, en breve, de qué (42 CFR 2.24).',
  },
  columns: ['Cuándo', 'A quién', 'Qué y para qué', 'Por qué razón'],
  none: 'No se informó nada de este tipo.',
  preparedFor: (name, on) => `Preparado para ${name}, ${dateInSpanish(on)}`,
  toApprove:
    'Versión 1 de este texto. Traducción por aprobar. (Translation to be approved by counsel.)',
});
