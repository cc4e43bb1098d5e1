import { restrictedClasses, type SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';

type Restricted = (typeof restrictedClasses)[number];

const words = (text: string) =>
  text
    .split(/[,\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

/**
 * Words that tell a class by themselves: generic and brand names of medicines as the FDA lists them, and names that any directory of
 * services in New York tells. Words that tell it only sometimes (rehab, shelter, depressed about the weather) are left out: a question
 * that is mostly wrong is soon not read.
 */
const telling: Readonly<Record<Restricted, readonly string[]>> = {
  hiv: words(
    `HIV, PrEP, antiretroviral, antiretrovirals, viral load, CD4, HASA, Ryan White, seropositive, seroconverted
    abacavir, Ziagen, Epzicom, Triumeq, Trizivir, bictegravir, Biktarvy, cabotegravir, Cabenuva, Apretude, Vocabria, dolutegravir, Tivicay,
    Dovato, Juluca, doravirine, Pifeltro, Delstrigo, efavirenz, Sustiva, Atripla, Symfi, elvitegravir, Genvoya, Stribild, emtricitabine,
    Emtriva, Descovy, Truvada, Odefsey, Complera, enfuvirtide, Fuzeon, etravirine, Intelence, fostemsavir, Rukobia, ibalizumab, Trogarzo,
    lamivudine, Epivir, Combivir, Cimduo, Temixys, lenacapavir, Sunlenca, Yeztugo, maraviroc, Selzentry, nevirapine, Viramune, raltegravir,
    Isentress, rilpivirine, Edurant, atazanavir, Reyataz, Evotaz, darunavir, Prezista, Prezcobix, Symtuza, cobicistat, Tybost, lopinavir,
    Kaletra, fosamprenavir, Lexiva, tenofovir, Viread, zidovudine, Retrovir, AZT`,
  ),
  sud: words(
    `methadone, Methadose, buprenorphine, Suboxone, Subutex, Sublocade, Brixadi, Zubsolv, Belbuca, naltrexone, Vivitrol, ReVia, acamprosate,
    Campral, disulfiram, Antabuse, lofexidine, Lucemyra, naloxone, Narcan, heroin, fentanyl, cocaine, methamphetamine, crystal meth, opioid,
    opioids, opiates, detox, relapsed, overdose, overdosed, sobriety, injection drug, syringe exchange, needle exchange, drug use,
    substance use, substance abuse, alcohol use disorder, alcoholic, Alcoholics Anonymous, Narcotics Anonymous, OASAS`,
  ),
  mental_health: words(
    `aripiprazole, Abilify, Aristada, brexpiprazole, Rexulti, cariprazine, Vraylar, clozapine, Clozaril, haloperidol, Haldol, lumateperone,
    Caplyta, lurasidone, Latuda, olanzapine, Zyprexa, paliperidone, Invega, quetiapine, Seroquel, risperidone, Risperdal, Perseris,
    ziprasidone, Geodon, fluphenazine, chlorpromazine, Thorazine, lithium, Lithobid, divalproex, Depakote, lamotrigine, Lamictal, bupropion,
    Wellbutrin, citalopram, Celexa, escitalopram, Lexapro, fluoxetine, Prozac, paroxetine, Paxil, sertraline, Zoloft, venlafaxine, Effexor,
    desvenlafaxine, Pristiq, duloxetine, Cymbalta, vortioxetine, Trintellix, mirtazapine, Remeron, trazodone, amitriptyline, buspirone,
    alprazolam, Xanax, clonazepam, Klonopin, lorazepam, Ativan, schizophrenia, schizoaffective, bipolar, psychosis, psychotic, psychiatric,
    psychiatrist, PTSD, suicidal, suicide, self-harm, major depression, depressive disorder, anxiety disorder, borderline personality`,
  ),
  dv: words(
    `domestic violence, intimate partner violence, DV shelter, batterer, abuser, abusive partner, abusive husband, abusive boyfriend,
    order of protection, restraining order, safe house, strangled, stalked, stalking, sex trafficking, human trafficking,
    Safe Horizon, Sanctuary for Families, Urban Resource Institute, Womankind, Violence Intervention Program, New Destiny Housing,
    Barrier Free Living, Center Against Domestic Violence, Family Justice Center, My Sisters’ Place, Hope’s Door`,
  ),
};

// A hearing aid is none of these, so this one counts in capitals alone.
const inCapitals: Readonly<Partial<Record<Restricted, RegExp>>> = {
  hiv: /(?<![\p{L}\d])AIDS(?![\p{L}\d])/u,
};

const escaped = (word: string) =>
  word
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/’/g, "[’']")
    .replace(/\s+/g, '\\s+');

const patterns = restrictedClasses.map((each) => ({
  class: each,
  pattern: new RegExp(
    `(?<![\\p{L}\\d])(?:${telling[each].map(escaped).join('|')})(?![\\p{L}\\d])`,
    'iu',
  ),
}));

export type ClassHint = { class: Restricted; word: string };

/**
 * What a text tells that its class does not keep, and by which word: the highest class that it reads like, or nothing where it is kept
 * so already. It only ever asks for more.
 */
export function classHint(text: string, kept: SensitivityClass): ClassHint | null {
  for (const { class: read, pattern } of patterns) {
    const found = pattern.exec(text) ?? inCapitals[read]?.exec(text);
    if (found && higherClass(kept, read) !== kept) return { class: read, word: found[0] };
  }
  return null;
}
