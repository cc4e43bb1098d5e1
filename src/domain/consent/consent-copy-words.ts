import type { SensitivityClass } from '#domain/people.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { clientInSpanish, dateInSpanish } from '#domain/spanish.ts';
import { dateInWords } from '#domain/words.ts';
import type { EndEvent, Purpose } from './consent.ts';
import type { Signer } from './consent-forms.ts';

/** The languages in which a client gets a copy of what they agreed to. */
export const copyLanguages = ['en', 'es'] as const;
export type CopyLanguage = (typeof copyLanguages)[number];

type Label =
  | 'who'
  | 'whom'
  | 'added'
  | 'what'
  | 'scope'
  | 'exclusions'
  | 'why'
  | 'from'
  | 'until'
  | 'never'
  | 'mutual'
  | 'signed'
  | 'said'
  | 'signedBy'
  | 'saidBy';

export type CopyWords = {
  title: string;
  labels: Record<Label, string>;
  signers: Record<Exclude<Signer, 'client' | 'minor'>, string>;
  client: (word: string) => string;
  mutual: string;
  classes: Record<SensitivityClass, string>;
  purposes: Record<Purpose, string>;
  ends: Record<EndEvent, string>;
  withoutEnd: string;
  date: (on: Temporal.PlainDate) => string;
  rights: readonly string[];
  toApprove: string;
};

/** Version 1 of each; no counsel and, of the Spanish one, no certified translator has approved it. */
export const copyWords: Readonly<Record<CopyLanguage, CopyWords>> = {
  en: {
    title: 'What you agreed to',
    labels: {
      who: 'Who may tell',
      whom: 'Who may be told',
      what: 'What',
      why: 'What for',
      from: 'From',
      until: 'Until',
      never: 'Never to be told',
      mutual: 'Among each other',
      signed: 'Signed',
      added: 'Added with your initials',
      scope: 'What, in your words',
      exclusions: 'What must not be told',
      said: 'Said aloud, to be signed',
      signedBy: 'Signed by',
      saidBy: 'Said by',
    },
    signers: {
      guardian: 'A guardian',
      'health-care-agent': 'A health care agent',
      parent: 'A parent',
    },
    client: capitalized,
    mutual: 'Those who are named may also tell each other.',
    classes: {
      general: 'General information',
      hiv: 'HIV information',
      sud: 'Substance use information',
      mental_health: 'Mental health information',
      dv: 'Domestic violence information',
      reproductive_minor: 'Information on reproductive care of a minor',
      genetic: 'Genetic information',
      psychotherapy_notes: 'Psychotherapy notes',
      sud_counseling_notes: 'Substance use counseling notes',
    },
    purposes: {
      care_coordination: 'Coordinating your care',
      case_conference: 'Case conferences',
      benefits: 'Benefits',
    },
    ends: {
      'end-of-treatment': 'Your treatment ends',
      'end-of-enrollment': 'Your enrollment ends',
      'end-of-case': 'Your case is closed',
    },
    withoutEnd: 'You take it back',
    date: dateInWords,
    rights: [
      'You may take this back at any time, in writing or by saying so. From then on nothing more is told under it; what was told before stays told.',
      'You may ask who was told what, when and why, and get it in writing.',
      'Your care does not depend on your agreeing, unless the law says that it must. Ask us if something here is not clear or is wrong.',
    ],
    toApprove: 'Version 1 of this text. To be approved by counsel.',
  },
  es: {
    title: 'Lo que usted autorizó',
    labels: {
      who: 'Quién puede informar',
      whom: 'Quién puede ser informado',
      what: 'Qué',
      why: 'Para qué',
      from: 'Desde',
      until: 'Hasta',
      never: 'A quién nunca informar',
      mutual: 'Entre ellos',
      signed: 'Firmado',
      added: 'Añadido con sus iniciales',
      scope: 'Qué, en sus palabras',
      exclusions: 'Lo que no se debe decir',
      said: 'Dicho en voz alta, por firmar',
      signedBy: 'Firmado por',
      saidBy: 'Dicho por',
    },
    signers: {
      guardian: 'La persona que ejerce la tutela',
      'health-care-agent': 'La persona que le representa en su atención médica',
      parent: 'La madre o el padre',
    },
    client: clientInSpanish,
    mutual: 'Las personas y organizaciones nombradas también pueden informarse entre sí.',
    classes: {
      general: 'Información general',
      hiv: 'Información sobre el VIH',
      sud: 'Información sobre el consumo de sustancias',
      mental_health: 'Información sobre salud mental',
      dv: 'Información sobre violencia doméstica',
      reproductive_minor: 'Información sobre la atención reproductiva de una persona menor de edad',
      genetic: 'Información genética',
      psychotherapy_notes: 'Notas de psicoterapia',
      sud_counseling_notes: 'Notas de consejería sobre el consumo de sustancias',
    },
    purposes: {
      care_coordination: 'Coordinar su atención',
      case_conference: 'Conferencias sobre su caso',
      benefits: 'Beneficios',
    },
    ends: {
      'end-of-treatment': 'Que termine su tratamiento',
      'end-of-enrollment': 'Que termine su inscripción',
      'end-of-case': 'Que se cierre su caso',
    },
    withoutEnd: 'Que usted retire la autorización',
    date: dateInSpanish,
    rights: [
      'Usted puede retirar esta autorización en cualquier momento, por escrito o diciéndolo. Desde ese momento no se informa nada más con ella; lo que ya se informó queda informado.',
      'Usted puede preguntar a quién se informó qué, cuándo y por qué, y recibirlo por escrito.',
      'Su atención no depende de que usted autorice esto, salvo que la ley lo exija. Pregúntenos si algo aquí no está claro o no es correcto.',
    ],
    toApprove:
      'Versión 1 de este texto. Traducción por aprobar. (Translation to be approved by counsel.)',
  },
};
