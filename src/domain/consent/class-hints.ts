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
  // What only a minor's care tells; of an adult these words tell nothing.
  reproductive_minor: words(
    `abortion, birth control, contraception, contraceptive, contraceptives, emergency contraception, Plan B, Depo-Provera, Nexplanon, IUD,
    pregnant, pregnancy, prenatal, STI, STD, chlamydia, gonorrhea, syphilis, family planning, Planned Parenthood`,
  ),
  genetic: words(
    `genetic test, genetic tests, genetic testing, genetic counselor, genetic counseling, BRCA, BRCA1, BRCA2, Huntington’s disease,
    sickle cell trait, carrier screening, carrier status, Lynch syndrome, hereditary cancer, 23andMe, karyotype, Fragile X,
    exome sequencing, genome sequencing, Factor V Leiden, APOE4, gene mutation, chromosomal abnormality`,
  ),
  psychotherapy_notes: words(
    `psychotherapy note, psychotherapy notes, process note, process notes, therapy session note, therapy session notes,
    therapist’s session notes, therapist’s notes of the session`,
  ),
  sud_counseling_notes: words(
    `SUD counseling note, SUD counseling notes, substance use counseling note, substance use counseling notes, drug counseling notes,
    addiction counseling notes, counseling session note, counseling session notes, counselor’s session notes`,
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

// Of these, the words tell the class only where the text says whom it is about.
const onlyAbout: Readonly<Partial<Record<Restricted, RegExp>>> = {
  reproductive_minor:
    /(?<![\p{L}\d])(?:minor|teen|teens|teenage|teenager|adolescent|1[0-7][ -]years?[ -]old|aged? 1[0-7]|(?:parents?|mother|father|guardian) (?:do(?:es)? not|don[’']t|doesn[’']t|must not|should not|may not|cannot) (?:know|learn|hear))(?![\p{L}\d])/iu,
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
export function classHint(
  text: string,
  kept: SensitivityClass,
  among: readonly SensitivityClass[] = restrictedClasses,
): ClassHint | null {
  for (const { class: read, pattern } of patterns) {
    if (!among.includes(read)) continue;
    if (onlyAbout[read]?.test(text) === false) continue;
    const found = pattern.exec(text) ?? inCapitals[read]?.exec(text);
    if (found && higherClass(kept, read) !== kept) return { class: read, word: found[0] };
  }
  return null;
}
