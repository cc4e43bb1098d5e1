/** Sentences that are on every list, without their spaces. */
export const commonPhrases = [
  'correcthorsebatterystaple',
  'thisismypassword',
  'letmeinletmein',
  'iloveyouiloveyou',
];

/** The words that lists of stolen passwords are made of, longest first. */
export const commonWords = `
password passwort passw0rd p4ssword secret geheim welcome willkommen letmein login admin administrator
root user guest test testing default changeme temp temporary company office work computer internet
server database hospital health care clinic client patient agency community services
qwertz azerty 1qaz2wsx 1q2w3e4r qazwsx iloveyou love lovely
sunshine princess monkey dragon shadow master superman batman football baseball basketball soccer hockey
liverpool arsenal chelsea yankees lakers jordan michael jessica jennifer ashley daniel thomas charlie
george jesus christ angel heaven forever whatever trustno freedom america american newyork london
spring summer autumn winter january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday google facebook amazon apple samsung microsoft
starwars pokemon minecraft cookie cheese chocolate banana orange pepper ginger flower butterfly purple
hello goodbye please thankyou thisismy mypass
`
  .trim()
  .split(/\s+/)
  .toSorted((one, other) => other.length - one.length);
