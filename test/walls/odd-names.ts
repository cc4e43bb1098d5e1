/** A core that stands nowhere else, by which a name is known again whatever became of what is around it. */
const coreOf = (number: number) => `Qzx${number}q`;

/** Names in several languages and letters, and ones that look like the headers of a mail or the lines of a calendar. */
const shapes: readonly ((core: string) => string)[] = [
  (core) => `Zoë-${core} Ñandú`,
  (core) => `${core}\r\nBcc: ${core}@evil.example`,
  (core) => `Subject: ${core}`,
  (core) => `"${core}" <${core}@evil.example>`,
  (core) => `=?utf-8?B?${core}?=`,
  (core) => `王${core}小明`,
  (core) => `\u202E${core} عبد الله`,
  (core) => `${core};CN=x:mailto:${core}@evil.example`,
  (core) => `O'${core}, Jr.`,
  (core) => `${core}\nEND:VEVENT\nBEGIN:VALARM`,
  (core) => `${core}%0d%0aBcc:${core}`,
  (core) => `😀 ${core} Иванова`,
  (core) => `${core}\u2028ATTENDEE:mailto:${core}@evil.example`,
  (core) => `<script>${core}</script>`,
  (core) => `{{${core}}}\${${core}}`,
  (core) => `${core}\t\u0085\u001F`,
  (core) => `กานดา ${core}`,
  (core) => `${core}\r\n\r\n<p>HIV clinic</p>`,
  (core) => `--${core}\r\nContent-Type: text/html`,
  (core) => `\\r\\n${core}\\n`,
];

export const oddName = (number: number): string =>
  shapes[number % shapes.length]?.(coreOf(number)) ?? '';

/** As it can be typed where one line is asked for. */
export const oddLine = (number: number): string =>
  oddName(number).replaceAll(/[\p{Cc}\u2028]/gu, ' ');
