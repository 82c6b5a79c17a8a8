/** A document: readable without script, and nothing on it needs any. */
export const csr = false;
