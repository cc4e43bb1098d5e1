export const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type ScanType = (typeof scanTypes)[number];

/** What a page or two takes, scanned in colour, and then some. */
export const mostScanBytes = 20 * 1024 * 1024;

const starts: readonly { type: ScanType; bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
];

/** What a file is by its first bytes, whatever its name says; null where it is nothing that we keep. */
export const scanTypeOf = (head: Uint8Array): ScanType | null =>
  starts.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte))?.type ?? null;

export const scanTypeWords: Readonly<Record<ScanType, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG picture',
  'image/png': 'PNG picture',
};

/** What is kept beside a consent: the signature that was drawn or typed, or a scan of the paper. */
export const paperKinds = ['signature', 'scan'] as const;
export const paperTypes = ['text/plain', ...scanTypes] as const;
export type Paper = {
  paperId: string;
  kind: (typeof paperKinds)[number];
  type: (typeof paperTypes)[number];
  byteCount: number;
};
