/** Published links are a contract: a renamed parameter is translated here, dated and explained, and never removed. */
export type UrlMigration = (parameters: URLSearchParams) => URLSearchParams;

/** Append only. None yet: the first published grammar is the present one (2026-11). */
export const MIGRATIONS: readonly UrlMigration[] = [];
