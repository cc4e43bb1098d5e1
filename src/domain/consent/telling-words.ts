import type { restrictedClasses } from '#domain/people.ts';

type Restricted = (typeof restrictedClasses)[number];

const words = (text: string) =>
  text
    .split(/[,\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** Generic and brand names of medicines as the FDA lists them, which are asked about however they are spelled, in English and in Spanish. */
export const medicines: Readonly<Partial<Record<Restricted, readonly string[]>>> = {
  hiv: words(
    `abacavir, Ziagen, Epzicom, Triumeq, Trizivir, bictegravir, Biktarvy, cabotegravir, Cabenuva, Apretude, Vocabria, dolutegravir, Tivicay,
    Dovato, Juluca, doravirine, Pifeltro, Delstrigo, efavirenz, Sustiva, Atripla, Symfi, elvitegravir, Genvoya, Stribild, emtricitabine,
    Emtriva, Descovy, Truvada, Odefsey, Complera, enfuvirtide, Fuzeon, etravirine, Intelence, fostemsavir, Rukobia, ibalizumab, Trogarzo,
    lamivudine, Epivir, Combivir, Cimduo, Temixys, lenacapavir, Sunlenca, Yeztugo, maraviroc, Selzentry, nevirapine, Viramune, raltegravir,
    Isentress, rilpivirine, Edurant, atazanavir, Reyataz, Evotaz, darunavir, Prezista, Prezcobix, Symtuza, cobicistat, Tybost, lopinavir,
    Kaletra, fosamprenavir, Lexiva, tenofovir, Viread, zidovudine, Retrovir, stavudine, didanosine, ritonavir, Norvir`,
  ),
  sud: words(
    `methadone, Methadose, buprenorphine, Suboxone, Subutex, Sublocade, Brixadi, Zubsolv, Belbuca, naltrexone, Vivitrol, ReVia, acamprosate,
    Campral, disulfiram, Antabuse, lofexidine, Lucemyra, naloxone, Narcan, nalmefene, Opvee`,
  ),
  mental_health: words(
    `aripiprazole, Abilify, Aristada, brexpiprazole, Rexulti, cariprazine, Vraylar, clozapine, Clozaril, haloperidol, Haldol, lumateperone,
    Caplyta, lurasidone, Latuda, olanzapine, Zyprexa, paliperidone, Invega, quetiapine, Seroquel, risperidone, Risperdal, Perseris, Uzedy,
    ziprasidone, Geodon, fluphenazine, chlorpromazine, Thorazine, perphenazine, trifluoperazine, loxapine, asenapine, Saphris, iloperidone,
    Fanapt, pimavanserin, Nuplazid, Lybalvi, Symbyax, Cobenfy, lithium, Lithobid, divalproex, Depakote, valproate, lamotrigine, Lamictal,
    bupropion, Wellbutrin, citalopram, Celexa, escitalopram, Lexapro, fluoxetine, Prozac, fluvoxamine, Luvox, paroxetine, Paxil, sertraline,
    Zoloft, venlafaxine, Effexor, desvenlafaxine, Pristiq, duloxetine, Cymbalta, vortioxetine, Trintellix, vilazodone, Viibryd,
    levomilnacipran, Fetzima, mirtazapine, Remeron, trazodone, amitriptyline, nortriptyline, Pamelor, imipramine, Tofranil, clomipramine,
    Anafranil, phenelzine, Nardil, esketamine, Spravato, Auvelity, zuranolone, Zurzuvae, buspirone, alprazolam, Xanax, clonazepam, Klonopin,
    lorazepam, Ativan, diazepam, Valium, temazepam, Restoril, chlordiazepoxide, Librium, lisdexamfetamine, Vyvanse, Adderall,
    methylphenidate, Ritalin, atomoxetine, Strattera`,
  ),
};

/**
 * Words that tell a class by themselves, beside the medicines: what they are called in English and in Spanish, and names that any directory
 * of services in New York tells. Words that tell it only sometimes (rehab, shelter, depressed about the weather) are left out: a question
 * that is mostly wrong is soon not read.
 */
export const telling: Readonly<Record<Restricted, readonly string[]>> = {
  hiv: words(
    `HIV, PrEP, antiretroviral, antiretrovirals, HAART, viral load, CD4, T-cell count, undetectable, HASA, Ryan White, HOPWA, seropositive,
    seroconverted, AZT, 3TC, FTC/TAF, FTC/TDF, VIH, SIDA, carga viral, indetectable, antirretroviral, antirretrovirales, seropositivo,
    seropositiva`,
  ),
  sud: words(
    `heroin, fentanyl, cocaine, methamphetamine, crystal meth, meth, xylazine, opioid, opioids, opiates, detox, relapsed, overdose, overdosed,
    sobriety, sober house, injection drug, syringe exchange, needle exchange, drug use, substance use, substance abuse, addiction,
    alcohol use disorder, alcoholic, alcoholism, Alcoholics Anonymous, Narcotics Anonymous, AA meeting, AA meetings, NA meeting, NA meetings,
    MMTP, OASAS, heroína, cocaína, fentanilo, metanfetamina, opioide, opioides, sobredosis, desintoxicación, adicción, drogadicción,
    alcohólico, alcohólica, alcoholismo, consumo de drogas, abuso de sustancias, Alcohólicos Anónimos, Narcóticos Anónimos`,
  ),
  mental_health: words(
    `schizophrenia, schizophrenic, schizoaffective, bipolar, psychosis, psychotic, psychiatric, psychiatrist, PTSD, ADHD, suicidal, suicide,
    self-harm, major depression, depressive disorder, anxiety disorder, borderline personality, mental illness, antidepressant,
    antidepressants, antipsychotic, antipsychotics, mood stabilizer, SSRI, SSRIs, CPEP, esquizofrenia, psicosis, psicótico, psicótica,
    psiquiatra, psiquiátrico, psiquiátrica, suicida, suicidio, TEPT, depresión mayor, trastorno depresivo, trastorno de ansiedad,
    enfermedad mental, antidepresivo, antidepresivos, antipsicótico, antipsicóticos, litio`,
  ),
  // What only a minor's care tells; of an adult these words tell nothing.
  reproductive_minor: words(
    `abortion, birth control, contraception, contraceptive, contraceptives, emergency contraception, Plan B, Depo-Provera, Nexplanon, IUD,
    pregnant, pregnancy, prenatal, STI, STD, chlamydia, gonorrhea, syphilis, family planning, Planned Parenthood, aborto, anticonceptivo,
    anticonceptivos, embarazada, embarazo, clamidia, gonorrea, sífilis, planificación familiar`,
  ),
  genetic: words(
    `genetic test, genetic tests, genetic testing, genetic counselor, genetic counseling, BRCA, BRCA1, BRCA2, Huntington’s disease,
    sickle cell trait, carrier screening, carrier status, Lynch syndrome, hereditary cancer, 23andMe, karyotype, Fragile X,
    exome sequencing, genome sequencing, Factor V Leiden, APOE4, gene mutation, chromosomal abnormality, prueba genética, pruebas genéticas`,
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
    Barrier Free Living, Center Against Domestic Violence, Family Justice Center, My Sisters’ Place, Hope’s Door, violencia doméstica,
    violencia de pareja, orden de protección, orden de alejamiento, trata de personas`,
  ),
};

// A hearing aid is no AIDS, and a talk of pep no prophylaxis: these count in capitals alone.
export const inCapitals: Readonly<Partial<Record<Restricted, RegExp>>> = {
  hiv: /(?<![\p{L}\d])(?:AIDS|ARVs?|n?PEP|TDF|DTG|PLWHA?|ADAP)(?![\p{L}\d])/u,
  mental_health: /(?<![\p{L}\d])ACT team(?![\p{L}\d])/u,
};

// Of these, the words tell the class only where the text says whom it is about.
export const onlyAbout: Readonly<Partial<Record<Restricted, RegExp>>> = {
  reproductive_minor:
    /(?<![\p{L}\d])(?:minor|teen|teens|teenage|teenager|adolescent|1[0-7][ -]years?[ -]old|aged? 1[0-7]|(?:parents?|mother|father|guardian) (?:do(?:es)? not|don[’']t|doesn[’']t|must not|should not|may not|cannot) (?:know|learn|hear)|menor de edad|adolescente|1[0-7] años|(?:padres|madre|padre) no (?:saben?|deben?))(?![\p{L}\d])/iu,
};
