import { siteAtlas, siteEvidence } from '../site-data.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ atlas: siteAtlas, evidence: siteEvidence });
