/**
 * An answer without what is different in any two worlds: ids, the seconds, and the numbers that people say aloud. What says that
 * something moved is made of ids, so it is kept as its place among those before: it moves in both worlds or in neither.
 */
export function normaliser() {
  const places = new Map<string, string>();
  const placeOf = (id: string) => {
    const place = places.get(id) ?? `<${places.size}>`;
    places.set(id, place);
    return place;
  };
  return (text: string) =>
    changing
      .reduce((words, each) => words.replaceAll(each, '~'), text.replaceAll('\\r\\n ', ''))
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<="version":")[\w-]{22}/g, placeOf);
}

const changing = [
  /"(sessionId|challenge)":"[^"]+"/g,
  /"set-cookie","[^"]+"/g,
  /@[0-9a-f]{6}\.example/g,
  // Of a file that was taken out: the end of its id.
  /, ?id ?[0-9a-f]{8}/g,
  /\d\d:\d\d:\d\d(\.\d+)?|T\d{6}Z/g,
  /"number":\d+|#\d+|record-\d+\.pdf|(?<=\n)\d{4,},/g,
  // Locked for so long, which is said in whole minutes.
  /by itself in \d+ minutes?/g,
];
