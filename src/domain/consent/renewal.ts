/** With so many days left, whoever has to renew a consent is told (EP-13). The first is early enough for a client who is seen monthly. */
export const renewalSteps = [60, 30, 14] as const;
