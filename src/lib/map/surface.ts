import type { Camera } from '../domain/view';
import type { Pixel } from '../domain/mercator';

/**
 * The contract of the two map surfaces. Both take the same view and report the same events;
 * neither decides anything.
 */
export interface SurfaceEvents {
	/** The reader moved the map; called when the movement has ended. */
	readonly oncamera: (camera: Camera) => void;
	/** The pointer is over this feature, over countries that stand for these, or over none. */
	readonly onhover: (features: readonly string[], at: Pixel) => void;
	/** The reader pressed here; features under the pointer, most important first; empty for none. */
	readonly onpick: (features: readonly string[], at: Pixel) => void;
}

/** Thrown where nothing can be drawn with WebGL2; the SVG map stays. */
export class GraphicsUnavailable extends Error {
	// Who catches it has not loaded this module, and a build shortens the names of classes.
	override readonly name = 'GraphicsUnavailable';
}
