/** Where it can be known from that a conference was held elsewhere: a list, for the name of a system or of a clinic can tell a condition. */
export const heldSourceWords = {
  'paper-file': 'Paper file',
  'earlier-system': 'Earlier computer system',
  'other-agency': 'Records of another agency',
  letter: 'Letter or report',
  'told-by-provider': 'Told by a provider',
  'told-by-family': 'Told by the person or their family',
  other: 'Another record',
} as const;
export type HeldSource = keyof typeof heldSourceWords;

const isHeldSource = (code: string): code is HeldSource => Object.hasOwn(heldSourceWords, code);

export const heldSources = Object.keys(heldSourceWords).filter(isHeldSource);

/** What a list calls it, however it is capitalized. */
export const heldSourceNamed = (text: string): HeldSource | undefined =>
  heldSources.find((each) => heldSourceWords[each].toLowerCase() === text.trim().toLowerCase());

/** The source, and what an earlier release let people write there, for those who may read that. */
export const sourceTold = (source: HeldSource, words: string): string =>
  words === ''
    ? `Source: ${heldSourceWords[source]}.`
    : `Source: ${heldSourceWords[source]} (${words}).`;

/** The terms of the list, as a sentence that asks for one of them names them. */
export const heldSourcesInWords = heldSources
  .map((each) => `“${heldSourceWords[each]}”`)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1');
