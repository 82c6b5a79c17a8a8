/** The part of the `edtf` library that we use; the package carries no types. */
declare module 'edtf' {
	interface Qualifier {
		/** Bit mask: 0 when nothing is qualified. */
		readonly value: number;
	}
	/** A year, month, day or moment. */
	interface EdtfDate {
		readonly type: 'Date';
		/** 1 year, 2 month, 3 day, 0 time of day. */
		readonly precision: 0 | 1 | 2 | 3;
		/** First millisecond. */
		readonly min: number;
		/** Last millisecond. */
		readonly max: number;
		readonly approximate: Qualifier;
		readonly uncertain: Qualifier;
		readonly unspecified: Qualifier;
		toEDTF(): string;
	}
	interface EdtfInterval {
		readonly type: 'Interval';
		/** `null`: unknown, an empty side. */
		readonly lower: EdtfExtended | number | null;
		readonly upper: EdtfExtended | number | null;
	}
	interface EdtfOther {
		readonly type: 'Year' | 'Decade' | 'Century' | 'Season' | 'Set' | 'List';
	}
	type EdtfExtended = EdtfDate | EdtfInterval | EdtfOther;
	/** Throws where the text is no EDTF. */
	export default function edtf(text: string): EdtfExtended;
}

declare module 'jsts/org/locationtech/jts/io/GeoJSONReader.js' {
	/** Opaque: only handed on to the operations. */
	export interface JtsGeometry {
		readonly jts: never;
	}
	export default class GeoJSONReader {
		constructor();
		read(geometry: { readonly type: string; readonly coordinates: unknown }): JtsGeometry;
	}
}

declare module 'jsts/org/locationtech/jts/operation/valid/IsValidOp.js' {
	import type { JtsGeometry } from 'jsts/org/locationtech/jts/io/GeoJSONReader.js';
	export default class IsValidOp {
		constructor(geometry: JtsGeometry);
		/** `null` where the geometry is valid. */
		getValidationError(): {
			getMessage(): string;
			getCoordinate(): { readonly x: number; readonly y: number } | null;
		} | null;
	}
}

declare module 'jsts/org/locationtech/jts/operation/IsSimpleOp.js' {
	import type { JtsGeometry } from 'jsts/org/locationtech/jts/io/GeoJSONReader.js';
	export default class IsSimpleOp {
		constructor(geometry: JtsGeometry);
		isSimple(): boolean;
		getNonSimpleLocation(): { readonly x: number; readonly y: number } | null;
	}
}
