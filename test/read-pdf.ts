import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The words of a PDF in reading order, as somebody would copy them. */
export async function readPdf(
  bytes: Uint8Array,
): Promise<{ text: string; pages: number; texts: string[] }> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const opened = await task.promise;
  const pages = await Promise.all(
    Array.from({ length: opened.numPages }, async (_, index) => {
      const { items } = await (await opened.getPage(index + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join(' ');
    }),
  );
  await task.destroy();
  return { text: pages.join(' '), pages: pages.length, texts: pages };
}
