import { siteData } from '../site-data';
import type { PageLoad } from './$types';

/** A document: readable without script, and nothing on it needs any. */
export const csr = false;

export const load: PageLoad = async ({ data }) => ({ ...data, ...(await siteData()) });
