/** Where the pages of an atlas are, below the base path of the site. */
export interface SiteLinks {
	home: (query?: string) => string;
	feature: (id: string) => string;
	source: (id: string) => string;
	passage: (id: string) => string;
	layer: (id: string) => string;
	view: (id: string) => string;
	figure: (id: string) => string;
	about: (anchor?: string) => string;
	data: (file: string) => string;
}

/** Ids are kebab-case ASCII, so they stand in addresses as they are. */
export const siteLinks = (base: string): SiteLinks => ({
	home: (query = '') => `${base}/${query === '' ? '' : `?${query}`}`,
	feature: (id) => `${base}/feature/${id}/`,
	source: (id) => `${base}/source/${id}/`,
	passage: (id) => {
		const [source = '', passage = ''] = id.split('/');
		return `${base}/source/${source}/#${passage}`;
	},
	layer: (id) => `${base}/layer/${id}/`,
	view: (id) => `${base}/view/${id}/`,
	figure: (id) => `${base}/figure/${id}/`,
	about: (anchor = '') => `${base}/about/${anchor === '' ? '' : `#${anchor}`}`,
	data: (file) => `${base}/data/${file}`
});
