/** So many clients can be discussed one after the other; more make two conferences. */
export const mostClients = 12;
