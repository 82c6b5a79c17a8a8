/** The schema: fields, their types and the controlled words. */
import * as v from 'valibot';
import type { Issue } from '../../src/lib/domain/issue';
import {
	AtlasSettingsSchema,
	FeatureSchema,
	FigureSchema,
	KindSchema,
	LayerSchema,
	PassageFileSchema,
	RouteSchema,
	SourceSchema
} from '../../src/lib/domain/records';
import type {
	AtlasSettings,
	FeatureRecord,
	FigureRecord,
	KindRecord,
	LayerRecord,
	PassageFileRecord,
	RouteRecord,
	SourceRecord
} from '../../src/lib/domain/records';
import type { DataFile, Dataset } from './dataset';
import type { Located, Loose, LooseDataset } from './loose';
import { suggestion } from './nearest';
import { errorAt, listed, quote } from './report';
import type { Finding, Path, Place } from './report';

type Schema = v.GenericSchema;

/** The parts of valibot's schema objects that lead to the schema of a nested value. */
interface SchemaNode extends Schema {
	readonly entries?: Readonly<Record<string, SchemaNode>>;
	readonly item?: SchemaNode;
	readonly value?: SchemaNode;
	readonly wrapped?: SchemaNode;
	readonly options?: readonly SchemaNode[];
	readonly key?: string;
	readonly literal?: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (value: unknown, key: string | number): unknown =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, key)
		? (value as Readonly<Record<string | number, unknown>>)[key]
		: undefined;

/** Of several shapes that a value may have, the one that it comes closest to: its issues are the useful ones. */
function closestOption(options: readonly SchemaNode[], value: unknown): SchemaNode | undefined {
	const ranked = options.map((option) => {
		const keys = Object.keys(option.entries ?? {});
		const shared = isObject(value) ? keys.filter((key) => Object.hasOwn(value, key)).length : 0;
		return { option, shared };
	});
	return ranked.sort((a, b) => b.shared - a.shared)[0]?.option;
}

const unwrapped = (schema: SchemaNode): SchemaNode =>
	schema.wrapped === undefined ? schema : unwrapped(schema.wrapped);

/** Steps through wrappers and choices to the schema whose fields are those of `value`. */
function resolved(schema: SchemaNode | undefined, value: unknown): SchemaNode | undefined {
	if (schema?.wrapped !== undefined) return resolved(schema.wrapped, value);
	if (schema?.type === 'variant') {
		const key = schema.key ?? 'type';
		return schema.options?.find((option) => option.entries?.[key]?.literal === own(value, key));
	}
	if (schema?.type === 'union') return closestOption(schema.options ?? [], value);
	return schema;
}

/** The schema of the value at a path, for its fields and its description. */
function schemaAt(root: Schema, path: Path, input: unknown): SchemaNode | undefined {
	let schema: SchemaNode | undefined = root as SchemaNode;
	let value = input;
	for (const step of path) {
		const container: SchemaNode | undefined = resolved(schema, value);
		schema =
			typeof step === 'number'
				? container?.item
				: ((own(container?.entries, step) as SchemaNode | undefined) ?? container?.value);
		value = own(value, step);
	}
	return schema;
}

type ValibotIssue = v.BaseIssue<unknown>;

const pathOf = (issue: ValibotIssue): Path =>
	(issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));

/** The words in `("rail" | "sea")`, as valibot writes what it expected. */
const wordsIn = (expected: string | null): string[] =>
	[...(expected ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');

/** Our messages read "… expected"; valibot's own ("Invalid type: Expected …") are left for its `expected`. */
function expectedOf(issue: ValibotIssue): string {
	const ours =
		/^(?!Invalid)(.+?) expected\b/.exec(issue.message)?.[1] ??
		/^(?!Invalid)\w+ expected as .+$/.exec(issue.message)?.[0];
	return ours ?? issue.expected ?? 'another value';
}

const hintOf = (schema: SchemaNode | undefined): string =>
	schema === undefined ? '' : (v.getDescription(schema) ?? '');

const REMEDIES: Readonly<Record<string, string>> = {
	string: 'write text in double quotes',
	number: 'write a number without quotes',
	finite: 'write a number that a computer can hold',
	integer: 'write a whole number',
	boolean: 'write true or false without quotes',
	array: 'write a list in square brackets',
	strict_object: 'write an object in curly brackets',
	non_empty: 'fill it in, or leave the field out if it is optional',
	min_length: 'add what is missing',
	max_length: 'take out what is too much; heights are not kept',
	url: 'write the full address, beginning with https://'
};

interface Fault {
	readonly path: Path;
	readonly finding: Finding;
	/** The value is of another type than the schema says: later checks must not see it. */
	readonly cut: boolean;
}

function unknownFields(root: Schema, path: Path, input: unknown): Fault[] {
	const parentPath = path.slice(0, -1);
	const parent = parentPath.reduce<unknown>(own, input);
	const allowed = Object.keys(resolved(schemaAt(root, parentPath, input), parent)?.entries ?? {});
	// valibot stops at the first unknown key of an object; an author wants to see them all.
	return Object.keys(isObject(parent) ? parent : {})
		.filter((key) => !allowed.includes(key))
		.map((key) => ({
			path: [...parentPath, key],
			finding: {
				expected: 'no unknown field',
				found: quote(key),
				remedy: `${suggestion(key, allowed)}Allowed here: ${listed(allowed)}`
			},
			cut: true
		}));
}

/** One value that is not what the schema says, in the author's words. */
function findingOf(issue: ValibotIssue, value: unknown, schema: SchemaNode | undefined): Finding {
	const found = quote(value);
	const hint = hintOf(schema);
	const last = issue.path?.at(-1);
	if (issue.type === 'strict_object' && issue.received === 'undefined') {
		const remedy = `add "${String(last?.key)}"${hint === '' ? '' : `: ${hint}`}`;
		return { expected: 'this required field', found: 'nothing', remedy };
	}
	if (last?.type === 'object' && last.origin === 'key') {
		return { expected: expectedOf(issue), found: quote(last.key), remedy: 'correct the name of the field' };
	}
	if (issue.type === 'picklist' || issue.type === 'literal' || issue.type === 'variant') {
		const words = wordsIn(issue.expected);
		// `true` is the only literal that is no text: where it is not so, the field is left out.
		const [only = issue.expected ?? 'true'] = words.map((word) => `"${word}"`);
		if (words.length < 2)
			return { expected: only, found, remedy: `write ${only}, or leave the field out if it is optional` };
		const meant = typeof value === 'string' ? suggestion(value, words) : '';
		return { expected: 'a word of the list', found, remedy: `${meant}Allowed: ${listed(words)}` };
	}
	if (issue.type === 'union')
		return { expected: expectedOf(issue), found, remedy: 'write one of these forms' };
	const general = hint === '' ? `write it in the form ${issue.expected}` : `what belongs here: ${hint}`;
	return { expected: expectedOf(issue), found, remedy: REMEDIES[issue.type] ?? general };
}

function faultsOf(root: Schema, issue: ValibotIssue, input: unknown): Fault[] {
	const path = pathOf(issue);
	const value = path.reduce<unknown>(own, input);
	const schema = schemaAt(root, path, input);
	const last = issue.path?.at(-1);
	if (issue.type === 'strict_object' && last?.type === 'object' && Array.isArray(last.input)) {
		// To valibot a list is an object that lacks every field, and to JavaScript one that has some: [].values.
		const finding = {
			expected: 'an object',
			found: quote(last.input),
			remedy: REMEDIES['strict_object'] ?? ''
		};
		return [{ path: path.slice(0, -1), cut: true, finding }];
	}
	if (issue.type === 'strict_object' && issue.expected === 'never') return unknownFields(root, path, input);
	if (issue.type === 'union' && isObject(value)) {
		const options = schema === undefined ? [] : (unwrapped(schema).options ?? []);
		const option = closestOption(options, value);
		if (
			Object.keys(option?.entries ?? {}).some((key) => own(value, key) !== undefined) &&
			option !== undefined
		) {
			return faultsIn(option, value).map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
		}
	}
	const isMissing = issue.type === 'strict_object' && issue.received === 'undefined';
	return [{ path, cut: issue.kind === 'schema' && !isMissing, finding: findingOf(issue, value, schema) }];
}

function faultsIn(schema: Schema, input: unknown): Fault[] {
	const faults = (v.safeParse(schema, input).issues ?? []).flatMap((issue) => faultsOf(schema, issue, input));
	// A bad key and a bad value of it come as two issues at one place; the first is enough only if they say the same.
	const seen = new Set<string>();
	return faults.filter(({ path, finding }) => {
		const key = JSON.stringify([path, finding.expected]);
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}

/** Takes the values of the wrong type out of a copy, so that what is left has the types of the schema. */
function cutOut(input: unknown, faults: readonly Fault[]): unknown {
	const copy: unknown = structuredClone(input);
	for (const { path, cut } of faults) {
		const last = path.at(-1);
		if (!cut || last === undefined) continue;
		const parent = path.slice(0, -1).reduce<unknown>(own, copy);
		if (Array.isArray(parent) && typeof last === 'number') parent[last] = undefined;
		else if (isObject(parent)) Reflect.deleteProperty(parent, last);
	}
	return copy;
}

function checkRecord<T>(
	schema: v.GenericSchema<unknown, T>,
	place: Place,
	input: unknown
): { issues: Issue[]; located: Located<T>[] } {
	const faults = faultsIn(schema, input);
	const issues = faults.map(({ path, finding }) => errorAt(place, path, finding));
	if (!isObject(input)) return { issues, located: [] };
	return { issues, located: [{ file: place.file, at: place.at, record: cutOut(input, faults) as Loose<T> }] };
}

/** Checks every record against its schema and hands on what is left of them for the other checks. */
export function checkRecords(dataset: Dataset): { loose: LooseDataset; issues: Issue[] } {
	const issues: Issue[] = [];
	/** JSON, but no records: like unreadable files, they are there and say nothing. */
	const formless: string[] = [];
	const one = <T>(schema: v.GenericSchema<unknown, T>, { file, value }: DataFile): Located<T>[] => {
		const checked = checkRecord(schema, { file, at: [] }, value);
		if (checked.located.length === 0) formless.push(file);
		issues.push(...checked.issues);
		return checked.located;
	};
	const each = <T>(schema: v.GenericSchema<unknown, T>, files: readonly DataFile[]): Located<T>[] =>
		files.flatMap((file) => one(schema, file));
	const list = <T>(schema: v.GenericSchema<unknown, T>, listFile: DataFile | undefined): Located<T>[] => {
		if (listFile === undefined) return [];
		const { file, value } = listFile;
		if (!Array.isArray(value)) {
			formless.push(file);
			issues.push(
				errorAt({ file, at: [] }, [], {
					expected: 'a list of records',
					found: quote(value),
					remedy: 'put the records into square brackets'
				})
			);
			return [];
		}
		if (value.length === 0) {
			issues.push(
				errorAt({ file, at: [] }, [], {
					expected: 'at least one record',
					found: 'an empty list',
					remedy: 'add the records that the features name'
				})
			);
		}
		return value.flatMap((entry: unknown, index) => {
			const checked = checkRecord(schema, { file, at: [index] }, entry);
			issues.push(...checked.issues);
			return checked.located;
		});
	};
	const loose: LooseDataset = {
		atlas:
			dataset.atlas === undefined ? undefined : one<AtlasSettings>(AtlasSettingsSchema, dataset.atlas)[0],
		layers: list<LayerRecord>(LayerSchema, dataset.layers),
		kinds: list<KindRecord>(KindSchema, dataset.kinds),
		featureFolders: dataset.featureFolders,
		features: each<FeatureRecord>(FeatureSchema, dataset.features),
		routes: each<RouteRecord>(RouteSchema, dataset.routes),
		figures: each<FigureRecord>(FigureSchema, dataset.figures),
		sources: each<SourceRecord>(SourceSchema, dataset.sources),
		passages: each<PassageFileRecord>(PassageFileSchema, dataset.passages),
		unreadable: [...dataset.unreadable, ...formless]
	};
	return { loose, issues };
}

/** The records of an atlas that has no errors, as the rest of the build takes them. */
export interface Records {
	readonly atlas: AtlasSettings;
	readonly layers: readonly LayerRecord[];
	readonly kinds: readonly KindRecord[];
	readonly features: readonly FeatureRecord[];
	readonly routes: readonly RouteRecord[];
	readonly figures: readonly FigureRecord[];
	readonly sources: readonly SourceRecord[];
	readonly passages: readonly PassageFileRecord[];
}

/** Only for a dataset that `validateDataset` found no errors in: it throws where the schema is broken. */
export function recordsOf(dataset: Dataset): Records {
	const all = <T>(schema: v.GenericSchema<unknown, T>, files: readonly DataFile[]): T[] =>
		files.map(({ value }) => v.parse(schema, value));
	return {
		atlas: v.parse(AtlasSettingsSchema, dataset.atlas?.value),
		layers: v.parse(v.array(LayerSchema), dataset.layers?.value),
		kinds: v.parse(v.array(KindSchema), dataset.kinds?.value),
		features: all(FeatureSchema, dataset.features),
		routes: all(RouteSchema, dataset.routes),
		figures: all(FigureSchema, dataset.figures),
		sources: all(SourceSchema, dataset.sources),
		passages: all(PassageFileSchema, dataset.passages)
	};
}
