/** A number of people below this is not told to whoever may not know who they are. The database holds to it in auth.count_effects() and auth.run_figures(). */
export const fewerThan = 11;

export const fewInWords = `fewer than ${fewerThan}`;
