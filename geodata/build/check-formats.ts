/** Web addresses, language tags and country codes. */
import type { Issue } from '../../src/lib/domain/issue';
import { COUNTRY_CODES } from './country-codes';
import { itemsOf } from './loose';
import type { LooseDataset } from './loose';
import { errorAt, quote, warningAt } from './report';
import type { Path, Place } from './report';

/** The links that a page may carry; plain http only where nothing else is known, so only in source records. */
function checkAddress(
	place: Place,
	path: Path,
	address: string | undefined,
	allowed: readonly ('https:' | 'http:')[]
): Issue[] {
	if (address === undefined) return [];
	const refuse = (expected: string, remedy: string): Issue[] => [
		errorAt(place, path, { expected, found: quote(address), remedy })
	];
	// The URL parser drops line ends and takes spaces, so the text itself is looked at first.
	if (/[\s\p{Cc}\p{Cf}\\]/u.test(address))
		return refuse(
			'an address without spaces, backslashes and control characters',
			'copy the address anew, percent-encoded'
		);
	let url: URL;
	try {
		url = new URL(address);
	} catch {
		return refuse('a web address', 'write the full address, beginning with https://');
	}
	if (!allowed.some((protocol) => protocol === url.protocol)) {
		return refuse(
			allowed.includes('http:') ? 'an https or http address' : 'an https address',
			'give the address of the page on the web, beginning with https://'
		);
	}
	if (url.username !== '' || url.password !== '')
		return refuse('an address without a user name or password', 'remove what stands before the @');
	return [];
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const nameOfLanguage = (tag: string): string | undefined => LANGUAGES.of(tag);

function checkLanguage(place: Place, path: Path, tag: string | undefined): Issue[] {
	if (tag === undefined) return [];
	let canonical: string | undefined;
	try {
		canonical = Intl.getCanonicalLocales(tag)[0];
	} catch {
		canonical = undefined;
	}
	if (canonical !== tag) {
		return [
			errorAt(place, path, {
				expected: 'a BCP 47 language tag',
				found: quote(tag),
				remedy:
					canonical === undefined || nameOfLanguage(canonical) === undefined
						? 'write a tag such as "en", "be" or "zh-Hans"'
						: `write "${canonical}"`
			})
		];
	}
	if (nameOfLanguage(tag) !== undefined) return [];
	return [
		warningAt(place, path, {
			expected: 'the tag of a language that is known',
			found: quote(tag),
			remedy: 'look it up in the IANA registry; Belarusian is "be", Ukrainian "uk", Chinese "zh"'
		})
	];
}

function checkCountries(
	place: Place,
	path: Path,
	codes: readonly (string | undefined)[] | undefined
): Issue[] {
	return itemsOf(codes).flatMap(({ item: code, index }) => {
		// A code of the wrong shape is the schema's business.
		if (COUNTRY_CODES.has(code) || !/^[A-Z]{2}$/.test(code)) return [];
		return [
			errorAt(place, [...path, index], {
				expected: 'an ISO 3166-1 alpha-2 country code',
				found: quote(code),
				remedy: 'look the code up; the United Kingdom is GB, Greece GR, Ukraine UA, Belarus BY'
			})
		];
	});
}

export function checkFormats({ atlas, features, routes, sources, passages }: LooseDataset): Issue[] {
	const namesOf = (place: Place, path: Path, names: Readonly<Record<string, unknown>> | undefined): Issue[] =>
		Object.keys(names ?? {}).flatMap((tag) => checkLanguage(place, [...path, tag], tag));
	return [
		...(atlas === undefined
			? []
			: checkAddress(atlas, ['licence', 'url'], atlas.record.licence?.url, ['https:'])),
		...features.flatMap((place) => [
			...checkCountries(place, ['properties', 'countries'], place.record.properties?.countries),
			...namesOf(place, ['properties', 'names'], place.record.properties?.names)
		]),
		...routes.flatMap((place) => namesOf(place, ['names'], place.record.names)),
		...sources.flatMap((place) => [
			...checkAddress(place, ['URL'], place.record.URL, ['https:', 'http:']),
			...checkLanguage(place, ['language'], place.record.language)
		]),
		...passages.flatMap((place) => checkLanguage(place, ['language'], place.record.language))
	];
}
