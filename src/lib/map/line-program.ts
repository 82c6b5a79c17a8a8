/**
 * The program that draws the lines of a crowd, under its sites and on their canvas. Their strips lie on the graphics card;
 * a new year sends the order in which those that show are drawn, and how each looks.
 */
import type { Feature } from '../domain/atlas';
import { LOOKS, type Mark } from '../domain/marks';
import {
	CASE_OPACITY,
	CASE_WIDER,
	CORE_INSET,
	CORE_OPACITY,
	HOVERED_WIDER,
	LINE_LOOKS,
	SEA_DASH,
	SEA_OPACITIES,
	SEA_OPACITY,
	SEA_WIDER,
	SELECTED_WIDER,
	UNCHANGED_OPACITY
} from './look';
import { compileProgram, copiesInSight, type CrowdScene, type Rgb } from './crowd-program';
import { CORNER, lineStrips, stripIndices } from './line-strips';

const float = (value: number): string => value.toFixed(3);
const table = (type: string, values: readonly string[]): string =>
	`${type}[${values.length}](${values.join(', ')})`;

const dashOf = (parts: readonly number[] = []): string =>
	`vec4(${[0, 1, 2, 3].map((index) => float(parts[index] ?? 0)).join(', ')})`;

const SEA = 8;
const UNCHANGED = 16;
/** Edge of the texture of states, a texel for each line. */
const ROW = 1024;

/**
 * What it is told (here, for a comment in the text would be sent to every reader):
 * - `u_camera`: centre of the map, and pixels of the unit square in clip space; `u_pixel`: a device pixel there;
 * - `u_scale`: device pixels of the unit square; `u_ratio`: of each pixel;
 * - `u_width`: of a line, in pixels; `u_wide`: the lines that are selected and pointed at, and so wider;
 * - `u_case`: the pale lines under all are drawn, or the lines;
 * - `u_states`: a texel for each line: its colour and how it looks;
 * - `a_along`: how far along, and the line.
 *
 * And what it tells: `v_dash` of a broken line, in device pixels, of a dotted one the first is negative; `v_opacity` of the
 * core of a hollow line, of the line, and of all of it. Its tables stand at the corners, for at every pixel a table costs
 * more than all the rest.
 */
const VERTEX = `#version 300 es
precision highp float;
precision highp int;
uniform vec4 u_camera;
uniform vec2 u_pixel;
uniform float u_scale;
uniform float u_ratio;
uniform float u_width;
uniform ivec2 u_wide;
uniform bool u_case;
uniform sampler2D u_states;
layout(location = 0) in vec2 a_position;
layout(location = 1) in vec2 a_outward;
layout(location = 2) in vec2 a_along;
flat out vec3 v_ink;
flat out vec4 v_dash;
flat out vec3 v_opacity;
flat out float v_width;
out float v_across;
out float v_along;
const vec4 DASHES[${LOOKS.length}] = ${table(
	'vec4',
	LOOKS.map((look) => dashOf(LINE_LOOKS[look].dash))
)};
const vec3 OPACITIES[${LOOKS.length}] = ${table(
	'vec3',
	LOOKS.map((look) => {
		const { core, opacity } = LINE_LOOKS[look];
		return `vec3(${float(core ? CORE_OPACITY[core] : 0)}, ${float(opacity)}, ${float(SEA_OPACITIES[look] ?? SEA_OPACITY)})`;
	})
)};
void main() {
	int line = int(a_along.y);
	vec4 texel = texelFetch(u_states, ivec2(line % ${ROW}, line / ${ROW}), 0);
	int state = int(texel.a * 255.0 + 0.5);
	bool is_sea = (state & ${SEA}) != 0;
	float wider = line == u_wide.x ? ${float(SELECTED_WIDER)} : line == u_wide.y ? ${float(HOVERED_WIDER)} : 0.0;
	if (is_sea) wider += ${float(SEA_WIDER)};
	v_ink = texel.rgb;
	v_width = (u_width + wider) * u_ratio;
	v_dash = is_sea ? vec4(-1.0) : DASHES[state & 7] * v_width;
	vec3 opacity = OPACITIES[state & 7];
	v_opacity = vec3(is_sea ? 0.0 : opacity.x, is_sea ? opacity.z : opacity.y, (state & ${UNCHANGED}) != 0 ? ${float(UNCHANGED_OPACITY)} : 1.0);
	float reach = (v_width + (u_case ? ${float(CASE_WIDER)} * u_ratio : 0.0) + 1.0) * 0.5;
	v_across = (gl_VertexID & 1) == 0 ? reach : -reach;
	v_along = a_along.x * u_scale;
	gl_Position = vec4((a_position - u_camera.xy) * u_camera.zw + a_outward * reach * u_pixel, 0.0, 1.0);
}`;

/** `within`: how much of a pixel lies within an edge that is so far away. */
const FRAGMENT = `#version 300 es
precision highp float;
uniform bool u_case;
uniform float u_ratio;
uniform vec3 u_paper;
uniform vec3 u_land;
flat in vec3 v_ink;
flat in vec4 v_dash;
flat in vec3 v_opacity;
flat in float v_width;
in float v_across;
in float v_along;
out vec4 colour;
float within(float distance) { return clamp(distance + 0.5, 0.0, 1.0); }
void main() {
	float inside = v_width * 0.5 - abs(v_across);
	if (u_case) {
		float rim = within(inside + ${float(CASE_WIDER / 2)} * u_ratio) * ${float(CASE_OPACITY)} * v_opacity.z;
		colour = vec4(u_paper * rim, rim);
		return;
	}
	float ink = within(inside);
	if (v_dash.x < 0.0) {
		float period = ${float(SEA_DASH.reduce((sum, part) => sum + part, 0))} * v_width;
		float at = mod(v_along, period);
		ink = within(v_width * 0.5 - length(vec2(min(at, period - at), v_across)));
	} else if (v_dash.x > 0.0) {
		float at = mod(v_along, v_dash.x + v_dash.y + v_dash.z + v_dash.w);
		float on = within(min(at, v_dash.x - at));
		at -= v_dash.x + v_dash.y;
		if (v_dash.z > 0.0) on = max(on, within(min(at, v_dash.z - at)));
		ink *= on;
	}
	float core = v_opacity.x * within(inside - ${float(CORE_INSET / 2)} * u_ratio);
	ink *= v_opacity.y * v_opacity.z;
	colour = vec4(mix(v_ink, u_land, core) * ink, ink);
}`;

export interface LineScene extends CrowdScene {
	/** Device pixels for each pixel. */
	readonly ratio: number;
	/** Of a line, in pixels. */
	readonly lineWidth: number;
	readonly land: Rgb;
	/** Positions in the list of lines; -1 for none. */
	readonly selected: number;
	readonly hovered: number;
}

export interface LineMark {
	/** Position in the list of lines. */
	readonly line: number;
	readonly mark: Mark;
	readonly colour: Rgb;
}

export interface LineProgram {
	/** Takes the lines that show, in the order of drawing. */
	show(marks: readonly LineMark[]): void;
	draw(scene: LineScene): void;
}

/** Sends the strips to the graphics card. Throws where the program is refused. */
export function createLineProgram(gl: WebGL2RenderingContext, features: readonly Feature[]): LineProgram {
	const strips = lineStrips(features);
	const program = compileProgram(gl, VERTEX, FRAGMENT);
	const uniform = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
	const [camera, pixel, scale, ratio, width, wide, under, paper, land, texture] = [
		'u_camera',
		'u_pixel',
		'u_scale',
		'u_ratio',
		'u_width',
		'u_wide',
		'u_case',
		'u_paper',
		'u_land',
		'u_states'
	].map(uniform);
	const arrays = gl.createVertexArray();
	gl.bindVertexArray(arrays);
	gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
	gl.bufferData(gl.ARRAY_BUFFER, strips.corners, gl.STATIC_DRAW);
	for (const location of [0, 1, 2]) {
		gl.enableVertexAttribArray(location);
		gl.vertexAttribPointer(location, 2, gl.FLOAT, false, CORNER * 4, location * 8);
	}
	gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
	gl.bindVertexArray(null);
	// What is needed to put the corners in order is kept; the corners themselves only the graphics card has
	const order = { parts: strips.parts, lines: strips.lines };
	const room = new Uint32Array(strips.corners.length / CORNER + strips.parts.length);
	const states = new Uint8Array(4 * ROW * Math.ceil(features.length / ROW));
	const statesTexture = gl.createTexture();
	let count = 0;

	return {
		show(marks) {
			for (const { line, mark, colour } of marks) {
				states.set(
					colour.map((part) => Math.round(part * 255)),
					4 * line
				);
				states[4 * line + 3] =
					LOOKS.indexOf(mark.look) +
					(mark.feature.mode === 'sea' ? SEA : 0) +
					(mark.change === 'unchanged' ? UNCHANGED : 0);
			}
			gl.activeTexture(gl.TEXTURE2);
			gl.bindTexture(gl.TEXTURE_2D, statesTexture);
			gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
			gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
			gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
			const rows = states.length / 4 / ROW;
			gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, ROW, rows, 0, gl.RGBA, gl.UNSIGNED_BYTE, states);
			const indices = stripIndices(
				order,
				marks.map(({ line }) => line),
				room
			);
			count = indices.length;
			gl.bindVertexArray(arrays);
			gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.DYNAMIC_DRAW);
			gl.bindVertexArray(null);
		},
		draw(scene) {
			const { centre } = scene;
			gl.useProgram(program);
			gl.bindVertexArray(arrays);
			gl.uniform1i(texture!, 2);
			gl.uniform2f(pixel!, 2 / scene.width, -2 / scene.height);
			gl.uniform1f(scale!, scene.scale);
			gl.uniform1f(ratio!, scene.ratio);
			gl.uniform1f(width!, scene.lineWidth);
			gl.uniform2i(wide!, scene.selected, scene.hovered);
			gl.uniform3f(paper!, ...scene.paper);
			gl.uniform3f(land!, ...scene.land);
			for (const copy of copiesInSight(scene)) {
				const [x, y] = [(2 * scene.scale) / scene.width, (-2 * scene.scale) / scene.height];
				gl.uniform4f(camera!, centre.x - copy, centre.y, x, y);
				for (const isCase of [1, 0]) {
					gl.uniform1i(under!, isCase);
					gl.drawElements(gl.TRIANGLE_STRIP, count, gl.UNSIGNED_INT, 0);
				}
			}
			gl.bindVertexArray(null);
		}
	};
}
