/**
 * Evaluates map expressions as the live map does, without a map. In MapLibre the global state is one object that each
 * compiled expression keeps (`addGlobalState` in the package's `expression/index.ts`), so changing it is enough.
 * An expression that fails is an error here; the map would warn and go on with a default.
 */
import {
	createExpression,
	createPropertyExpression,
	featureFilter,
	isExpression,
	latest,
	type ExpressionSpecification,
	type FilterSpecification,
	type LayerSpecification,
	type StylePropertySpecification
} from '@maplibre/maplibre-gl-style-spec';
import type { Feature as GeoJsonFeature } from 'geojson';

export type GlobalState = Record<string, unknown>;

type Tested = {
	readonly type: 'Point' | 'LineString' | 'Polygon';
	readonly id: string;
	readonly properties: Record<string, unknown>;
};

/** A GeoJSON feature as an expression sees it: a tile knows no `MultiLineString`. */
const asTested = ({ geometry, properties }: GeoJsonFeature): Tested => ({
	type: geometry.type.replace('Multi', '') as Tested['type'],
	id: String(properties?.id),
	properties: properties ?? {}
});

/** Runs something and throws what it warns of: that is how the package tells of an expression that fails. */
function withoutWarnings<Result>(run: () => Result): Result {
	const { warn } = console;
	const warnings: unknown[] = [];
	console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
	try {
		const result = run();
		if (warnings.length > 0) throw new Error(warnings.join('\n'));
		return result;
	} finally {
		console.warn = warn;
	}
}

/** A filter under a global state that the caller may change. */
export function filterUnder(
	filter: ExpressionSpecification,
	state: GlobalState
): (feature: GeoJsonFeature, zoom?: number) => boolean {
	const compiled = featureFilter(filter as FilterSpecification, 'filter', state);
	return (feature, zoom = 5) => withoutWarnings(() => compiled.filter({ zoom }, asTested(feature)));
}

/** The value of an expression under a global state that the caller may change. */
export function valueUnder(
	expression: ExpressionSpecification,
	state: GlobalState
): (feature: GeoJsonFeature, zoom?: number) => unknown {
	const compiled = createExpression(expression, 'expression', null, state);
	if (compiled.result === 'error') throw new Error(compiled.value.map(String).join('\n'));
	return (feature, zoom = 5) => compiled.value.evaluateWithoutErrorHandling({ zoom }, asTested(feature), {});
}

/** Evaluates every paint and layout property of a layer for a feature; throws where an expression fails. */
export function propertiesUnder(
	layer: LayerSpecification,
	state: GlobalState
): (feature: GeoJsonFeature, zoom: number) => Record<string, unknown> {
	const compiled = (['paint', 'layout'] as const).flatMap((group) =>
		Object.entries((layer as unknown as Record<string, Record<string, unknown> | undefined>)[group] ?? {})
			.filter(([, value]) => isExpression(value))
			.map(([name, value]) => {
				const spec = (latest as unknown as Record<string, Record<string, StylePropertySpecification>>)[
					`${group}_${layer.type}`
				]![name]!;
				const property = createPropertyExpression(value, name, spec, state);
				if (property.result === 'error')
					throw new Error(`${layer.id} ${name}: ${property.value.map(String).join('\n')}`);
				return [name, property.value] as const;
			})
	);
	return (feature, zoom) =>
		Object.fromEntries(
			compiled.map(([name, expression]) => [
				name,
				withoutWarnings(() => expression.evaluate({ zoom }, asTested(feature), {}) as unknown)
			])
		);
}
