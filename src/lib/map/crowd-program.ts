/** The program that draws a crowd: WebGL2, plain uniforms, every row a point. It keeps nothing but graphics memory. */
import { LOOKS } from '../domain/marks';
import { STATUS_CLASSES } from '../domain/vocabulary';
import { blockOf, CLAIMED, CONTESTED, rowsNear, UNCHANGED, type CrowdColumns } from './crowd-columns';
import { UNCHANGED_OPACITY } from './look';
import { drawMark, IMAGE_RATIO } from './mark-image';
import { IMAGE_RADIUS } from './style';

const classAt = (word: (typeof STATUS_CLASSES)[number]): number => STATUS_CLASSES.indexOf(word);
const lookAt = (word: (typeof LOOKS)[number]): number => LOOKS.indexOf(word);

/**
 * The rule of `filters.ts` on columns. What does not show is put where nothing is drawn. What it is told (here, for a
 * comment in the text would be sent to every reader):
 * - `u_camera`: centre of the map, and pixels of the unit square in clip space;
 * - `u_years`: first and last year asked for, and the year after which a status is assumed;
 * - `u_wishes`: ghosts, only what is contested, two years compared;
 * - `u_size`: edge of a mark's image in device pixels, and `u_image` on the sheet, which has `u_cells` cells;
 * - `u_reaches`: how much of its image each look of each symbol takes up;
 * - `u_layers`: a texel for each layer: its colour, and whether it is on;
 * - `a_years`: first, last, until, attested; `a_traits`: after, layer, symbol, flags.
 */
const vertexShader = (symbols: number): string => `#version 300 es
precision highp float;
precision highp int;
uniform vec4 u_camera;
uniform ivec3 u_years;
uniform bvec3 u_wishes;
uniform float u_size;
uniform float u_reaches[${symbols * LOOKS.length}];
uniform vec2 u_image;
uniform vec2 u_cells;
uniform vec3 u_ghost;
uniform sampler2D u_layers;
layout(location = 0) in vec2 a_position;
layout(location = 1) in ivec4 a_years;
layout(location = 2) in ivec4 a_traits;
layout(location = 3) in uint a_state;
flat out vec2 v_middle;
flat out vec2 v_edge;
flat out vec3 v_ink;
flat out float v_opacity;
void main() {
	int kind = a_traits.w & 7;
	bool ended = kind == ${classAt('ended')};
	bool shown = a_years.x <= u_years.y && a_years.y >= u_years.x && a_years.z > u_years.y
		&& (!ended || (u_wishes.x && a_traits.x < u_years.x))
		&& (!u_wishes.y || (a_traits.w & ${CONTESTED}) != 0);
	int look = ended ? ${lookAt('ghost')}
		: kind == ${classAt('suspended')} ? ${lookAt('suspended')}
		: kind == ${classAt('planned')} ? ${lookAt('planned')}
		: kind == ${classAt('construction')} ? ${lookAt('construction')}
		: u_years.z > a_years.w ? ${lookAt('assumed')}
		: (a_traits.w & ${CLAIMED}) != 0 ? ${lookAt('claimed')} : ${lookAt('solid')};
	v_opacity = 1.0;
	if (u_wishes.z) {
		shown = a_state != 0u;
		look = int(a_state & ${UNCHANGED - 1}u) - 1;
		if ((a_state & ${UNCHANGED}u) != 0u) v_opacity = ${UNCHANGED_OPACITY.toFixed(2)};
	}
	vec4 layer = texelFetch(u_layers, ivec2(a_traits.y, 0), 0);
	float reach = u_reaches[a_traits.z * ${LOOKS.length} + look];
	v_middle = (vec2(look, a_traits.z) + 0.5) / u_cells;
	v_edge = u_image * reach;
	v_ink = look == ${lookAt('ghost')} ? u_ghost : layer.rgb;
	gl_PointSize = u_size * reach;
	gl_Position = shown && layer.a > 0.5
		? vec4((a_position - u_camera.xy) * u_camera.zw, 0.0, 1.0)
		: vec4(2.0, 2.0, 2.0, 1.0);
}`;

const CELL = 64;
const MARK = Math.ceil(IMAGE_RADIUS * 3.2) * IMAGE_RATIO;
const LEVELS = 4;
/**
 * One level of the sheet is read, for a second costs time at every pixel of a mark, and so does looking for it there;
 * rather the one that is too fine.
 */
const SHARPER = 0.2;

/** A mark's image holds how much of each pixel is ink and how much is paper; the colours come here. */
const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D u_marks;
uniform vec3 u_paper;
flat in vec2 v_middle;
flat in vec2 v_edge;
flat in vec3 v_ink;
flat in float v_opacity;
out vec4 colour;
void main() {
	vec2 cover = textureLod(u_marks, v_middle + (gl_PointCoord - 0.5) * v_edge, 0.0).rg;
	colour = vec4(v_ink * cover.r + u_paper * cover.g, cover.r + cover.g) * v_opacity;
}`;

/**
 * The share of an image's edge that its mark takes up, the empty rim left out: most of the time of a step goes into
 * the pixels of its marks, and about a third of those would be empty.
 */
function reachOf({ data, width }: ImageData): number {
	let reach = 0;
	for (let at = 3; at < data.length; at += 4) {
		if (data[at] === 0) continue;
		const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
		reach = Math.max(reach, Math.abs(2 * x + 1 - width), Math.abs(2 * y + 1 - width));
	}
	// A little more, because smaller levels of the sheet smear it
	return Math.min(1, (reach + 2) / width);
}

/** Red, green and blue from 0 to 1. */
export type Rgb = readonly [number, number, number];

/** Reads a colour as the palette writes it, `#b10023`. */
export const rgbOf = (hex: string): Rgb =>
	[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;

export interface CrowdScene {
	/** Device pixels. */
	readonly width: number;
	readonly height: number;
	/** Centre of the map in the unit square; x may lie outside of it, in another copy of the world. */
	readonly centre: { readonly x: number; readonly y: number };
	/** Device pixels of the unit square. */
	readonly scale: number;
	/** Radius of a mark in device pixels. */
	readonly radius: number;
	readonly years: readonly [number, number, number];
	readonly ghosts: boolean;
	readonly contested: boolean;
	readonly compared: boolean;
	readonly paper: Rgb;
	readonly ghost: Rgb;
}

export interface CrowdProgram {
	/** Colours of the layers, each with whether it is on. */
	setLayers(layers: readonly { readonly colour: Rgb; readonly on: boolean }[]): void;
	/** States of the rows where two years are compared. */
	setStates(states: Uint8Array): void;
	/** Draws over what stands on the canvas. */
	draw(scene: CrowdScene): void;
}

/** Throws where the program is refused. */
export function compileProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
	const program = gl.createProgram();
	for (const [type, source] of [
		[gl.VERTEX_SHADER, vertex],
		[gl.FRAGMENT_SHADER, fragment]
	] as const) {
		const shader = gl.createShader(type);
		if (!shader) throw new Error('no shader');
		gl.shaderSource(shader, source);
		gl.compileShader(shader);
		gl.attachShader(program, shader);
	}
	gl.linkProgram(program);
	if (!gl.getProgramParameter(program, gl.LINK_STATUS))
		throw new Error(gl.getProgramInfoLog(program) ?? 'no program');
	return program;
}

/** Every copy of the world that the map shows, by its number. */
export function copiesInSight({ width, centre, scale }: CrowdScene): readonly number[] {
	const half = width / 2 / scale;
	const first = Math.floor(centre.x - half);
	return Array.from({ length: Math.floor(centre.x + half) - first + 1 }, (_, index) => first + index);
}

/** Sends the columns to the graphics card. Throws where the program is refused. */
export function createCrowdProgram(gl: WebGL2RenderingContext, columns: CrowdColumns): CrowdProgram {
	// Nothing but these is kept of the columns: what only the graphics card reads may be let go
	const { rows, years: yearsOfRows, symbols } = columns;
	const program = compileProgram(gl, vertexShader(symbols.length), FRAGMENT);
	gl.useProgram(program);
	const uniform = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
	const [camera, years, wishes, size, ghost, paper] = [
		'u_camera',
		'u_years',
		'u_wishes',
		'u_size',
		'u_ghost',
		'u_paper'
	].map(uniform);

	[columns.position, columns.years, columns.traits].forEach((data, location) => {
		gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
		gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
		gl.enableVertexAttribArray(location);
		if (location === 0) gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
		else gl.vertexAttribIPointer(location, 4, gl.SHORT, 0, 0);
	});
	const states = gl.createBuffer();
	gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
	let block = '';
	const room = new Uint32Array(rows);
	let near = 0;
	/** Has only those rows drawn that may show about then. */
	const setNear = (window: CrowdScene['years']): void => {
		const next = blockOf(window);
		if (next === block) return;
		block = next;
		const found = rowsNear(yearsOfRows, window, room);
		near = found.length;
		gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, found, gl.DYNAMIC_DRAW);
	};

	gl.activeTexture(gl.TEXTURE0);
	gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
	gl.texStorage2D(gl.TEXTURE_2D, LEVELS, gl.RG8, LOOKS.length * CELL, symbols.length * CELL);
	gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
	const edge = (CELL - MARK) / 2;
	const reaches = symbols.flatMap((symbol, y) =>
		LOOKS.map((look, x) => {
			const image = drawMark(symbol, look, IMAGE_RADIUS, { colour: '#f00', paper: '#0f0', ghost: '#f00' });
			if (!image) return 1;
			const [left, top] = [x * CELL + edge, y * CELL + edge];
			gl.texSubImage2D(gl.TEXTURE_2D, 0, left, top, gl.RG, gl.UNSIGNED_BYTE, image);
			return reachOf(image);
		})
	);
	gl.generateMipmap(gl.TEXTURE_2D);
	gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
	gl.uniform1i(uniform('u_marks'), 0);
	gl.uniform2f(uniform('u_cells'), LOOKS.length, symbols.length);
	gl.uniform2f(uniform('u_image'), MARK / CELL / LOOKS.length, MARK / CELL / symbols.length);
	gl.uniform1fv(uniform('u_reaches'), reaches);

	let level = -1;
	const setLevel = (next: number): void => {
		if (next === level) return;
		level = next;
		gl.activeTexture(gl.TEXTURE0);
		gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_BASE_LEVEL, Math.min(level, LEVELS - 1));
	};

	gl.activeTexture(gl.TEXTURE1);
	gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
	gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
	gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
	gl.uniform1i(uniform('u_layers'), 1);

	gl.enable(gl.BLEND);
	gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
	gl.clearColor(0, 0, 0, 0);

	return {
		setLayers(layers) {
			gl.activeTexture(gl.TEXTURE1);
			const texels = layers.flatMap(({ colour, on }) => [...colour.map((part) => part * 255), on ? 255 : 0]);
			gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
			gl.texImage2D(
				gl.TEXTURE_2D,
				0,
				gl.RGBA,
				layers.length,
				1,
				0,
				gl.RGBA,
				gl.UNSIGNED_BYTE,
				new Uint8Array(texels)
			);
		},
		setStates(data) {
			gl.bindBuffer(gl.ARRAY_BUFFER, states);
			gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
			gl.vertexAttribIPointer(3, 1, gl.UNSIGNED_BYTE, 0, 0);
		},
		draw(scene) {
			const { width, height, centre, scale } = scene;
			gl.useProgram(program);
			const edgeOfMark = (MARK / IMAGE_RADIUS / IMAGE_RATIO) * scene.radius;
			gl.uniform1f(size!, edgeOfMark);
			setLevel(Math.max(0, Math.round(Math.log2(MARK / edgeOfMark) - SHARPER)));
			gl.uniform3i(years!, ...scene.years);
			gl.uniform3i(wishes!, Number(scene.ghosts), Number(scene.contested), Number(scene.compared));
			gl.uniform3f(ghost!, ...scene.ghost);
			gl.uniform3f(paper!, ...scene.paper);
			if (scene.compared) gl.enableVertexAttribArray(3);
			else gl.disableVertexAttribArray(3);
			gl.vertexAttribI4ui(3, 0, 0, 0, 0);
			if (!scene.compared) setNear(scene.years);
			for (const copy of copiesInSight(scene)) {
				gl.uniform4f(camera!, centre.x - copy, centre.y, (2 * scale) / width, (-2 * scale) / height);
				if (scene.compared) gl.drawArrays(gl.POINTS, 0, rows);
				else gl.drawElements(gl.POINTS, near, gl.UNSIGNED_INT, 0);
			}
		}
	};
}
