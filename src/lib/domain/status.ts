import type { Status, StatusClass } from './vocabulary';

const CLASS_OF: Readonly<Record<Status, StatusClass>> = {
	proposed: 'planned',
	announced: 'planned',
	agreed: 'planned',
	construction: 'construction',
	operating: 'active',
	deployed: 'active',
	'in-force': 'active',
	exercise: 'active',
	suspended: 'suspended',
	idle: 'suspended',
	withdrawn: 'ended',
	retired: 'ended',
	cancelled: 'ended'
};

/** The class of a status; the class decides the drawing. */
export const classOf = (status: Status): StatusClass => CLASS_OF[status];

const WORDS: Readonly<Record<Status, string>> = {
	proposed: 'proposed',
	announced: 'announced',
	agreed: 'agreed',
	construction: 'under construction',
	operating: 'operating',
	deployed: 'deployed',
	'in-force': 'in force',
	exercise: 'exercise under way',
	suspended: 'suspended',
	idle: 'idle',
	withdrawn: 'withdrawn',
	retired: 'retired',
	cancelled: 'cancelled'
};

/** The status as a reader sees it, in lower case. */
export const statusWords = (status: Status): string => WORDS[status];
