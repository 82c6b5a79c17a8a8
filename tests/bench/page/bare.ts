/** The limit: a WebGL2 program that draws squares, with no map, no look and nothing to be picked. */
import { toUnit, TILE } from '../../../src/lib/domain/mercator';
import { CAMERA, HEIGHT, RADIUS, siteRecords, WIDTH, type Technique } from './technique';

const VERTEX = `#version 300 es
uniform vec4 u_camera;
uniform float u_year;
in vec2 a_position;
in vec2 a_years;
void main() {
	bool shown = a_years.x <= u_year && a_years.y >= u_year;
	gl_PointSize = ${(2 * RADIUS).toFixed(1)};
	gl_Position = shown ? vec4((a_position - u_camera.xy) * u_camera.zw, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}`;
const FRAGMENT = `#version 300 es
precision mediump float;
out vec4 colour;
void main() { colour = vec4(0.7, 0.0, 0.1, 1.0); }`;

export const technique: Technique = {
	async prepare(atlas) {
		const sites = siteRecords(atlas);
		const position = new Float32Array(sites.flatMap(({ lng, lat }) => Object.values(toUnit(lng, lat))));
		const years = new Uint8Array(sites.flatMap(({ from, to }) => [from - 1900, Math.min(to - 1900, 255)]));
		return (host, first) => {
			const canvas = document.createElement('canvas');
			Object.assign(canvas, { width: WIDTH, height: HEIGHT });
			host.append(canvas);
			const gl = canvas.getContext('webgl2', { antialias: false })!;
			const program = gl.createProgram();
			for (const [type, source] of [
				[gl.VERTEX_SHADER, VERTEX],
				[gl.FRAGMENT_SHADER, FRAGMENT]
			] as const) {
				const shader = gl.createShader(type)!;
				gl.shaderSource(shader, source);
				gl.compileShader(shader);
				gl.attachShader(program, shader);
			}
			gl.linkProgram(program);
			gl.useProgram(program);
			for (const [name, data, type] of [
				['a_position', position, gl.FLOAT],
				['a_years', years, gl.UNSIGNED_BYTE]
			] as const) {
				gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
				gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
				const at = gl.getAttribLocation(program, name);
				gl.enableVertexAttribArray(at);
				gl.vertexAttribPointer(at, 2, type, false, 0, 0);
			}
			const centre = toUnit(CAMERA.lng, CAMERA.lat);
			const scale = TILE * 2 ** CAMERA.zoom;
			gl.uniform4f(
				gl.getUniformLocation(program, 'u_camera'),
				centre.x,
				centre.y,
				(2 * scale) / WIDTH,
				(-2 * scale) / HEIGHT
			);
			const yearAt = gl.getUniformLocation(program, 'u_year');
			let frame = 0;
			let year = first;
			const draw = (): void => {
				frame = 0;
				gl.clear(gl.COLOR_BUFFER_BIT);
				gl.uniform1f(yearAt, year - 1900);
				gl.drawArrays(gl.POINTS, 0, sites.length);
			};
			const setYear = (next: number): void => {
				year = next;
				frame ||= requestAnimationFrame(draw);
			};
			setYear(first);
			return { canvas: () => canvas, setYear };
		};
	}
};
