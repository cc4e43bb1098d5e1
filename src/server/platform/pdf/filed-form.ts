import { filedForm, type FiledForm } from '#contract/conferences/filed-form.ts';

/** What a form held, as it was kept with it. */
export const readFiledForm = (kept: string): FiledForm => filedForm.parse(JSON.parse(kept));
