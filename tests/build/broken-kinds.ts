/** Every kind of fault that the checks know: one change to the small atlas, and the issue that must come of it. */
import type { Draft } from './small-atlas';

export interface BrokenKind {
	readonly name: string;
	readonly change: (draft: Draft) => void;
	readonly file: string;
	readonly field: string;
	/** Words that the message must have. */
	readonly says?: RegExp;
	readonly severity?: 'error' | 'warning';
}

const LIGHT = 'features/coast/northern-light.geojson';
const PARK = 'features/coast/heath-park.geojson';
const RAILWAY = 'features/crossings/timber-railway.geojson';
const FERRY = 'features/crossings/timber-ferry.geojson';
const ROUTE = 'routes/timber-way.json';
const FIGURE = 'figures/timber-shipped.json';
const LETTER = 'passages/strait-letter.json';
const REGISTER = 'sources/harbour-register.json';
const hidden = (code: number): string => String.fromCodePoint(code);

// One line each, as a table.
// prettier-ignore
export const BROKEN_KINDS: readonly BrokenKind[] = [
	// Files
	{ name: 'bad JSON', change: (d) => d.text(ROUTE, (t) => t.replace('"layer"', 'layer')), file: ROUTE, field: 'line 3, column 2', says: /double quotes/ },
	{ name: 'truncated JSON', change: (d) => d.text(LIGHT, (t) => t.slice(0, 30)), file: LIGHT, field: 'line 3, column 8', says: /string/ },
	{ name: 'trailing comma', change: (d) => d.text('kinds.json', (t) => t.replace(/\n\]/, ',\n]')), file: 'kinds.json', field: 'line 22, column 1', says: /JSON value/ },
	{ name: 'byte order mark', change: (d) => d.text(ROUTE, (t) => `\uFEFF${t}`), file: ROUTE, field: 'line 1, column 1' },
	{ name: 'duplicate key', change: (d) => d.text(ROUTE, (t) => t.replace('"layer"', '"title": "Again",\n\t"layer"')), file: ROUTE, field: 'line 5, column 2', says: /"title" again/ },
	{ name: 'stray file at the top', change: (d) => d.add('notes.txt', 'x'), file: 'notes.txt', field: '' },
	{ name: 'stray file in a record folder', change: (d) => d.add('routes/timber-way.json.bak', '{}'), file: 'routes/timber-way.json.bak', field: '', says: /<id>\.json/ },
	{ name: 'stray file beside the layers', change: (d) => d.add('features/loose.geojson', '{}'), file: 'features/loose.geojson', field: '' },
	{ name: 'atlas.json missing', change: (d) => d.remove('atlas.json'), file: 'atlas.json', field: '' },
	{ name: 'list file that is no list', change: (d) => d.add('layers.json', {}), file: 'layers.json', field: '', says: /list of records/ },

	// Schema and controlled words
	{ name: 'unknown field', change: (d) => d.json(LIGHT, (r) => { r.properties.operater = 'x'; }), file: LIGHT, field: 'properties.operater', says: /did you mean "operator".*Allowed here: layer, kind/ },
	{ name: 'two unknown fields: the second', change: (d) => d.json(LIGHT, (r) => { r.properties.a1 = 1; r.properties.b2 = 2; }), file: LIGHT, field: 'properties.b2' },
	{ name: 'unknown field deep in a list', change: (d) => d.json(FIGURE, (r) => { r.series[0].values[1].hihg = 3; }), file: FIGURE, field: 'series[0].values[1].hihg', says: /"high"/ },
	{ name: 'unknown field in evidence', change: (d) => d.json(LIGHT, (r) => { r.properties.evidence[1].page = 3; }), file: LIGHT, field: 'properties.evidence[1].page', says: /reference, supports, note/ },
	{ name: 'required field missing', change: (d) => d.json(PARK, (r) => { delete r.properties.summary; }), file: PARK, field: 'properties.summary', says: /add "summary": One sentence/ },
	{ name: 'unknown status', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[1].status = 'operational'; }), file: LIGHT, field: 'properties.phases[1].status', says: /Allowed: proposed, announced/ },
	{ name: 'misspelt status', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[1].status = 'operatng'; }), file: LIGHT, field: 'properties.phases[1].status', says: /did you mean "operating"/ },
	{ name: 'unknown event kind', change: (d) => d.json(ROUTE, (r) => { r.events[0].kind = 'party'; }), file: ROUTE, field: 'events[0].kind' },
	{ name: 'unknown relation', change: (d) => d.json(PARK, (r) => { r.properties.evidence[0].relation = 'name'; }), file: PARK, field: 'properties.evidence[0].relation', says: /did you mean "named"/ },
	{ name: 'evidence of neither form', change: (d) => d.json(PARK, (r) => { r.properties.evidence[0] = 'strait-letter/park-fenced'; }), file: PARK, field: 'properties.evidence[0]', says: /passage, supports, relation/ },
	{ name: 'number for text', change: (d) => d.json(ROUTE, (r) => { r.title = 7; }), file: ROUTE, field: 'title', says: /double quotes/ },
	{ name: 'list for an object', change: (d) => d.json(FIGURE, (r) => { r.series[0] = [r.series[0]]; }), file: FIGURE, field: 'series[0]', says: /an object expected/ },
	{ name: 'null for an object', change: (d) => d.json(LETTER, (r) => { r.passages[2] = null; }), file: LETTER, field: 'passages[2]', says: /found null/ },
	{ name: 'list for a record', change: (d) => d.add(ROUTE, '[]'), file: ROUTE, field: '', says: /an object expected, found \[\]/ },
	{ name: 'empty text', change: (d) => d.json(ROUTE, (r) => { r.summary = ''; }), file: ROUTE, field: 'summary' },
	{ name: 'id that is not kebab-case', change: (d) => d.json(ROUTE, (r) => { r.id = 'Timber_Way'; }), file: ROUTE, field: 'id', says: /kebab-case/ },
	{ name: 'unknown geometry type', change: (d) => d.json(LIGHT, (r) => { r.geometry.type = 'Circle'; }), file: LIGHT, field: 'geometry.type', says: /Point, MultiPoint/ },

	// Outlines
	{ name: 'outline beside a geometry', change: (d) => d.json(LIGHT, (r) => { r.properties.outline = ['SE']; }), file: LIGHT, field: 'properties.outline', says: /no "outline" where there is a geometry/ },
	{ name: 'outline of a country that is not its own', change: (d) => d.json(LIGHT, (r) => { r.geometry = null; delete r.properties.precision; r.properties.phases[0].outline = ['DK']; }), file: LIGHT, field: 'properties.phases[0].outline[0]', says: /properties\.countries/ },
	{ name: 'outline of a country that the base map lacks', change: (d) => d.json(LIGHT, (r) => { r.geometry = null; delete r.properties.precision; r.properties.countries = ['SE', 'NO']; r.properties.outline = ['SE', 'NO']; }), file: LIGHT, field: 'properties.outline[1]', says: /base map draws/ },

	// Texts
	{ name: 'control character', change: (d) => d.json(LIGHT, (r) => { r.properties.summary = `A${hidden(7)}lighthouse.`; }), file: LIGHT, field: 'properties.summary', says: /U\+0007/ },
	{ name: 'line end in a text', change: (d) => d.json(ROUTE, (r) => { r.summary = 'One.\nTwo.'; }), file: ROUTE, field: 'summary', says: /U\+000A/ },
	{ name: 'zero-width character', change: (d) => d.json(LIGHT, (r) => { r.properties.name = `North${hidden(0x200b)}ern Light`; }), file: LIGHT, field: 'properties.name', says: /zero-width.*U\+200B/ },
	{ name: 'zero-width non-joiner between Latin letters', change: (d) => d.json(LIGHT, (r) => { r.properties.name = `North${hidden(0x200c)}ern Light`; }), file: LIGHT, field: 'properties.name', says: /U\+200C/ },
	{ name: 'bidirectional control', change: (d) => d.json('layers.json', (r) => { r[1].caveats[0] = `All ${hidden(0x202e)}detnevni`; }), file: 'layers.json', field: '[1].caveats[0]', says: /bidirectional/ },
	{ name: 'bidirectional control in a quotation', change: (d) => d.json(LETTER, (r) => { r.passages[3].suffix = `,${hidden(0x2066)}`; }), file: LETTER, field: 'passages[3].suffix' },
	{ name: 'space at the end', change: (d) => d.json(REGISTER, (r) => { r.title = 'Harbour register '; }), file: REGISTER, field: 'title', says: /space at its ends/ },

	// Dates
	{ name: 'date that is no EDTF', change: (d) => d.json(LIGHT, (r) => { r.properties.events[0].when = '1998-5-1'; }), file: LIGHT, field: 'properties.events[0].when', says: /EDTF/ },
	{ name: 'day that no month has', change: (d) => d.json(LIGHT, (r) => { r.properties.events[0].when = '2022-02-31'; }), file: LIGHT, field: 'properties.events[0].when' },
	{ name: '29 February of a common year', change: (d) => d.json(LIGHT, (r) => { r.properties.events[0].when = '2022-02-29'; }), file: LIGHT, field: 'properties.events[0].when', says: /does not exist/ },
	{ name: 'interval that ends before it starts', change: (d) => d.json(RAILWAY, (r) => { r.properties.phases[0].when = '2009/1992'; }), file: RAILWAY, field: 'properties.phases[0].when', says: /1992\/2009/ },
	{ name: 'unknown end', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[1].when = '1998/'; }), file: LIGHT, field: 'properties.phases[1].when', says: /1998\/\.\./ },
	{ name: 'phases out of order', change: (d) => d.json(RAILWAY, (r) => { r.properties.phases.reverse(); }), file: RAILWAY, field: 'properties.phases[1].when', says: /order/ },
	{ name: 'phases that overlap by their last year', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[0].when = '1995~/1998'; }), file: LIGHT, field: 'properties.phases[1].when', says: /overlap/ },
	{ name: 'phases that overlap by one day', change: (d) => d.json(FERRY, (r) => { r.properties.phases[2].when = '2012-03-31/..'; }), file: FERRY, field: 'properties.phases[2].when', says: /overlap/ },
	{ name: 'phase after an open one', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[0].when = '1995/..'; r.properties.phases[0].attested = '1996'; }), file: LIGHT, field: 'properties.phases[1].when', says: /close the earlier phase/ },
	{ name: 'open end without attested', change: (d) => d.json(LIGHT, (r) => { delete r.properties.phases[1].attested; }), file: LIGHT, field: 'properties.phases[1].attested' },
	{ name: 'attested before the phase', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[1].attested = '1997-12'; }), file: LIGHT, field: 'properties.phases[1].attested', says: /not before the phase/ },
	{ name: 'attested after the horizon', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[1].attested = '2024-07'; }), file: LIGHT, field: 'properties.phases[1].attested', says: /horizon/ },
	{ name: 'attested as an interval', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[1].attested = '2020/2023'; }), file: LIGHT, field: 'properties.phases[1].attested', says: /single date/ },
	{ name: 'event without an end', change: (d) => d.json(ROUTE, (r) => { r.events[0].when = '2011/..'; }), file: ROUTE, field: 'events[0].when', says: /event that ends/ },
	{ name: 'neither phase nor event', change: (d) => d.json(PARK, (r) => { r.properties.phases = []; }), file: PARK, field: 'properties.phases' },
	{ name: 'claimant without claim', change: (d) => d.json(PARK, (r) => { delete r.properties.phases[0].claim; }), file: PARK, field: 'properties.phases[0].claim' },
	{ name: 'horizon that is no date', change: (d) => d.json('atlas.json', (r) => { r.horizon = 'now'; }), file: 'atlas.json', field: 'horizon' },
	{ name: 'default year off the axis', change: (d) => d.json('atlas.json', (r) => { r.defaultYear = 2031; }), file: 'atlas.json', field: 'defaultYear', says: /1990 to 2030/ },
	{ name: 'axis the wrong way round', change: (d) => d.json('atlas.json', (r) => { r.axis = { linearFrom: 2030, to: 1990 }; }), file: 'atlas.json', field: 'axis' },
	{ name: 'bounding box out of order', change: (d) => d.json('atlas.json', (r) => { r.bbox = [10, 57, 15, 54]; }), file: 'atlas.json', field: 'bbox' },
	{ name: 'box of the basemap out of order', change: (d) => d.json('atlas.json', (r) => { r.basemap = { focus: [[10, 54, 15, 57], [10, 57, 15, 54]], near: [[0, 50, 20, 60]], around: [[-20, 40, 40, 70]] }; }), file: 'atlas.json', field: 'basemap.focus[1]' },
	{ name: 'box of the basemap across 180 degrees', change: (d) => d.json('atlas.json', (r) => { r.basemap = { focus: [[10, 54, 15, 57]], near: [[170, 50, -170, 60]], around: [[-20, 40, 40, 70]] }; }), file: 'atlas.json', field: 'basemap.near[0]', says: /two boxes/ },
	{ name: 'town that the basemap does not know', change: (d) => d.json('atlas.json', (r) => { r.basemap = { focus: [[10, 54, 15, 57]], near: [[0, 50, 20, 60]], around: [[-20, 40, 40, 70]], towns: { always: ['SE Atlantis'] } }; }), file: 'atlas.json', field: 'basemap.towns.always[0]', says: /spelling/ },

	// Ids and links
	{ name: 'id unlike the file name', change: (d) => d.json(LIGHT, (r) => { r.id = 'southern-light'; }), file: LIGHT, field: 'id', says: /"northern-light", as the file is named/ },
	{ name: 'passage file named unlike its source', change: (d) => d.json(LETTER, (r) => { r.source = 'ferry-note'; }), file: LETTER, field: 'source' },
	{ name: 'layer unlike the folder', change: (d) => d.json(LIGHT, (r) => { r.properties.layer = 'crossings'; }), file: LIGHT, field: 'properties.layer', says: /"coast", as its folder/ },
	{ name: 'id used twice', change: (d) => d.copy(ROUTE, 'routes/heath-park.json', (r) => { r.id = 'heath-park'; }), file: 'routes/heath-park.json', field: 'id', says: /heath-park\.geojson has too/ },
	{ name: 'layer id used twice', change: (d) => d.json('layers.json', (r) => { r.push({ ...r[0] }); }), file: 'layers.json', field: '[2].id' },
	{ name: 'layer without a folder', change: (d) => d.json('layers.json', (r) => { r.push({ ...r[0], id: 'islands' }); }), file: 'layers.json', field: '[2].id', says: /features\/islands/ },
	{ name: 'folder without a layer', change: (d) => d.copy(LIGHT, 'features/coasts/southern-light.geojson', (r) => { r.id = 'southern-light'; r.properties.layer = 'coasts'; }), file: 'features/coasts', field: '', says: /did you mean "coast"/ },
	{ name: 'unknown layer of a route', change: (d) => d.json(ROUTE, (r) => { r.layer = 'crossing'; }), file: ROUTE, field: 'layer', says: /did you mean "crossings"/ },
	{ name: 'unknown kind', change: (d) => d.json(LIGHT, (r) => { r.properties.kind = 'light-house'; }), file: LIGHT, field: 'properties.kind', says: /did you mean "lighthouse"/ },
	{ name: 'unused kind', change: (d) => d.json('kinds.json', (r) => { r.push({ id: 'bridge', title: 'bridge', symbol: 'cross' }); }), file: 'kinds.json', field: '[4].id' },
	{ name: 'unknown route', change: (d) => d.json(RAILWAY, (r) => { r.properties.partOf = 'timber-road'; }), file: RAILWAY, field: 'properties.partOf' },
	{ name: 'route of another layer', change: (d) => d.json(LIGHT, (r) => { r.properties.partOf = 'timber-way'; }), file: LIGHT, field: 'properties.partOf', says: /route of the layer "coast"/ },
	{ name: 'route without segments', change: (d) => d.copy(ROUTE, 'routes/old-way.json', (r) => { r.id = 'old-way'; }), file: 'routes/old-way.json', field: 'id', severity: 'warning' },
	{ name: 'unknown related feature', change: (d) => d.json(LIGHT, (r) => { r.properties.related = ['heath-parc']; }), file: LIGHT, field: 'properties.related[0]', says: /did you mean "heath-park"/ },
	{ name: 'unknown figure', change: (d) => d.json(FERRY, (r) => { r.properties.figures = ['passengers']; }), file: FERRY, field: 'properties.figures[0]' },
	{ name: 'unknown reference', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[0].references = ['harbor-register']; }), file: LIGHT, field: 'properties.phases[0].references[0]', says: /did you mean "harbour-register"/ },
	{ name: 'reference named twice', change: (d) => d.json(LIGHT, (r) => { r.properties.phases[0].references.push('harbour-register'); }), file: LIGHT, field: 'properties.phases[0].references[1]' },
	{ name: 'unknown reference of evidence', change: (d) => d.json(LIGHT, (r) => { r.properties.evidence[1].reference = 'chart'; }), file: LIGHT, field: 'properties.evidence[1].reference' },
	{ name: 'phase without reference', change: (d) => d.json(RAILWAY, (r) => { r.properties.phases[1].references = []; }), file: RAILWAY, field: 'properties.phases[1].references', says: /"unreferenced": true/ },
	{ name: 'value without reference', change: (d) => d.json(FIGURE, (r) => { r.series[0].values[0].references = []; }), file: FIGURE, field: 'series[0].values[0].references' },
	{ name: 'references and unreferenced', change: (d) => d.json(ROUTE, (r) => { r.events[0].unreferenced = true; }), file: ROUTE, field: 'events[0].unreferenced', says: /found both/ },
	{ name: 'unused reference', change: (d) => d.copy(REGISTER, 'sources/old-register.json', (r) => { r.id = 'old-register'; }), file: 'sources/old-register.json', field: 'id' },
	{ name: 'unused document', change: (d) => d.copy('sources/ferry-note.json', 'sources/other-note.json', (r) => { r.id = 'other-note'; }), file: 'sources/other-note.json', field: 'id', says: /quoted or cited/ },
	{ name: 'unknown passage', change: (d) => d.json(PARK, (r) => { r.properties.evidence[0].passage = 'strait-letter/park-fence'; }), file: PARK, field: 'properties.evidence[0].passage', says: /did you mean "strait-letter\/park-fenced"/ },
	{ name: 'unused passage', change: (d) => d.json(LETTER, (r) => { r.passages.push({ id: 'ship', exact: 'ship', prefix: '', suffix: '', start: 4, end: 8 }); }), file: LETTER, field: 'passages[4].id' },
	{ name: 'feature without any passage', change: (d) => { d.json('layers.json', (r) => { r[0].evidence = []; }); d.json(LIGHT, (r) => { r.properties.evidence.shift(); }); }, file: LIGHT, field: 'properties.evidence', says: /own, of its route or of its layer/ },
	{ name: 'quoted source with the role of a reference', change: (d) => d.json('sources/ferry-note.json', (r) => { r.custom.role = 'reference'; }), file: 'passages/ferry-note.json', field: 'source' },
	{ name: 'quoted source without a text', change: (d) => d.json('sources/ferry-note.json', (r) => { delete r.custom.text; }), file: 'passages/ferry-note.json', field: 'source', says: /custom\.text/ },
	{ name: 'hashes of source and passages differ', change: (d) => d.json('passages/ferry-note.json', (r) => { r.sha256 = '0'.repeat(64); }), file: 'passages/ferry-note.json', field: 'sha256' },
	{ name: 'note without reference', change: (d) => d.json(LETTER, (r) => { r.passages[0].notes[0].references = []; }), file: LETTER, field: 'passages[0].notes[0].references' },

	// Formats
	{ name: 'javascript address', change: (d) => d.json(REGISTER, (r) => { r.URL = 'javascript:alert(1)'; }), file: REGISTER, field: 'URL' },
	{ name: 'address with a password', change: (d) => d.json(REGISTER, (r) => { r.URL = 'https://a:b@example.org/'; }), file: REGISTER, field: 'URL', says: /password/ },
	{ name: 'address with a line end', change: (d) => d.json(REGISTER, (r) => { r.URL = 'https://example.org/a\nb'; }), file: REGISTER, field: 'URL', says: /control characters/ },
	{ name: 'plain http outside of sources', change: (d) => d.json('atlas.json', (r) => { r.licence.url = 'http://example.org/'; }), file: 'atlas.json', field: 'licence.url', says: /https/ },
	{ name: 'bad language tag', change: (d) => d.json(REGISTER, (r) => { r.language = 'English'; }), file: REGISTER, field: 'language', says: /BCP 47.*such as "en"/ },
	{ name: 'language tag not in canonical form', change: (d) => d.json(LETTER, (r) => { r.language = 'EN'; }), file: LETTER, field: 'language', says: /write "en"/ },
	{ name: 'bad language of a name', change: (d) => d.json(LIGHT, (r) => { r.properties.names = { danish: 'Nordfyret' }; }), file: LIGHT, field: 'properties.names.danish', says: /BCP 47 language tag expected, found "danish"/ },
	{ name: 'unknown country code', change: (d) => d.json(LIGHT, (r) => { r.properties.countries = ['SE', 'UK']; }), file: LIGHT, field: 'properties.countries[1]', says: /GB/ },

	// Geometry
	{ name: 'precision without geometry', change: (d) => d.json(LIGHT, (r) => { r.geometry = null; }), file: LIGHT, field: 'properties.precision' },
	{ name: 'geometry without precision', change: (d) => d.json(LIGHT, (r) => { delete r.properties.precision; }), file: LIGHT, field: 'properties.precision' },
	{ name: 'text for a coordinate', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates[0] = '12.45'; }), file: LIGHT, field: 'geometry.coordinates[0]', says: /finite number/ },
	{ name: 'infinite coordinate', change: (d) => d.text(LIGHT, (t) => t.replace('12.45', '1e999')), file: LIGHT, field: 'geometry.coordinates[0]' },
	{ name: 'three numbers in a position', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates.push(20); }), file: LIGHT, field: 'geometry.coordinates' },
	{ name: 'latitude out of range', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates = [12.45, 156.3]; }), file: LIGHT, field: 'geometry.coordinates', says: /longitude and latitude look swapped/ },
	{ name: 'longitude out of range', change: (d) => d.json(RAILWAY, (r) => { r.geometry.coordinates[1] = [190, 55.95]; }), file: RAILWAY, field: 'geometry.coordinates[1]' },
	{ name: 'longitude and latitude swapped', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates.reverse(); }), file: LIGHT, field: 'geometry.coordinates', says: /longitude and latitude look swapped: write \[12\.45, 56\.3\]/ },
	{ name: 'swapped line: one issue', change: (d) => d.json(RAILWAY, (r) => { r.geometry.coordinates.forEach((p: number[]) => p.reverse()); }), file: RAILWAY, field: 'geometry.coordinates[0]', says: /and 3 more.*swapped/ },
	{ name: 'too many decimals', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates[0] = 12.4500001; }), file: LIGHT, field: 'geometry.coordinates', says: /round to \[12\.45, 56\.3\]/ },
	{ name: 'point in another country', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates = [11.5, 55.5]; }), file: LIGHT, field: 'geometry.coordinates', says: /in DK, \d+ km away/ },
	{ name: 'place at sea said to be known well', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates = [12.3, 58]; }), file: LIGHT, field: 'geometry.coordinates', says: /in no country.*"approximate" or "schematic"/ },
	{ name: 'place at sea without a note', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates = [12.3, 58]; r.properties.precision = 'schematic'; delete r.properties.precisionNote; }), file: LIGHT, field: 'geometry.coordinates', says: /in no country.*precisionNote/ },
	{ name: 'approximate place in another country', change: (d) => d.json(LIGHT, (r) => { r.geometry.coordinates = [11.5, 55.5]; r.properties.precision = 'approximate'; }), file: LIGHT, field: 'geometry.coordinates', says: /in DK/ },
	{ name: 'pipeline that ends at sea', change: (d) => d.json(RAILWAY, (r) => { r.geometry.coordinates[3] = [12.69, 58]; r.properties.mode = 'gas-pipeline'; }), file: RAILWAY, field: 'geometry.coordinates[3]', says: /30 km/ },
	{ name: 'line that leaves its countries', change: (d) => d.json(RAILWAY, (r) => { r.geometry.coordinates[2] = [12, 56]; }), file: RAILWAY, field: 'geometry.coordinates[2]', says: /30 km/ },
	{ name: 'sea leg that ends far from land', change: (d) => d.json(FERRY, (r) => { r.geometry.coordinates[2] = [9, 56]; }), file: FERRY, field: 'geometry.coordinates[2]', says: /40 km/ },
	{ name: 'clockwise outer ring', change: (d) => d.json(PARK, (r) => { r.geometry.coordinates[0].reverse(); }), file: PARK, field: 'geometry.coordinates[0]', says: /counterclockwise/ },
	{ name: 'counterclockwise hole', change: (d) => d.json(PARK, (r) => { r.geometry.coordinates[1].reverse(); }), file: PARK, field: 'geometry.coordinates[1]', says: /hole that runs clockwise/ },
	{ name: 'unclosed ring', change: (d) => d.json(PARK, (r) => { r.geometry.coordinates[0].pop(); }), file: PARK, field: 'geometry.coordinates[0]', says: /closed ring/ },
	{ name: 'bow-tie', change: (d) => d.json(PARK, (r) => { r.geometry.coordinates = [[[12.8, 56], [13.2, 56], [12.9, 56.3], [13.1, 56.3], [12.8, 56]]]; }), file: PARK, field: 'geometry.coordinates', says: /self-intersection at \[/ },
	{ name: 'hole outside of its area', change: (d) => d.json(PARK, (r) => { for (const p of r.geometry.coordinates[1]) p[0] += 0.5; }), file: PARK, field: 'geometry.coordinates', says: /hole/ },
	{ name: 'nested shells', change: (d) => d.json(PARK, (r) => { const [outer, hole] = r.geometry.coordinates; r.geometry = { type: 'MultiPolygon', coordinates: [[outer], [[...hole].reverse()]] }; }), file: PARK, field: 'geometry.coordinates', says: /nested/ },
	{ name: 'area of zero', change: (d) => d.json(PARK, (r) => { r.geometry.coordinates = [[[12.8, 56], [13, 56.1], [13.2, 56.2], [12.8, 56]]]; }), file: PARK, field: 'geometry.coordinates[0]', says: /with an area/ },
	{ name: 'position repeated', change: (d) => d.json(RAILWAY, (r) => { r.geometry.coordinates.splice(1, 0, r.geometry.coordinates[0]); }), file: RAILWAY, field: 'geometry.coordinates[1]', says: /again/ },
	{ name: 'line without a length', change: (d) => d.json(RAILWAY, (r) => { r.geometry.coordinates = [[13, 56], [13, 56]]; }), file: RAILWAY, field: 'geometry.coordinates', says: /length/ },
	{ name: 'line across the antimeridian', change: (d) => d.json(FERRY, (r) => { r.geometry.coordinates = [[12.69, 56.04], [179, 60], [-179, 60], [12.62, 56.035]]; }), file: FERRY, field: 'geometry.coordinates[2]', says: /antimeridian/ },
	{ name: 'line that crosses itself', change: (d) => d.json(RAILWAY, (r) => { r.geometry.coordinates = [[13, 55.9], [13.2, 56.1], [13.2, 55.9], [13, 56.1]]; }), file: RAILWAY, field: 'geometry.coordinates', severity: 'warning' },

	// Quotations and figures
	{ name: 'prefix too long', change: (d) => d.json(LETTER, (r) => { r.passages[1].prefix = 'x'.repeat(65); }), file: LETTER, field: 'passages[1].prefix', says: /64/ },
	{ name: 'end that does not fit the words', change: (d) => d.json(LETTER, (r) => { r.passages[2].end += 1; }), file: LETTER, field: 'passages[2].end', says: /code points/ },
	{ name: 'quotation too long', change: (d) => d.json(LETTER, (r) => { r.passages[1].exact = 'x'.repeat(321); }), file: LETTER, field: 'passages[1].exact', says: /320/ },
	{ name: 'same quotation twice', change: (d) => d.json(LETTER, (r) => { r.passages[3] = { ...r.passages[1], id: 'park-fenced' }; }), file: LETTER, field: 'passages[3].exact' },
	{ name: 'passage id twice', change: (d) => d.json(LETTER, (r) => { r.passages[3].id = 'ferry-name'; }), file: LETTER, field: 'passages[3].id' },
	{ name: 'bad sha-256', change: (d) => d.json(LETTER, (r) => { r.sha256 = 'abc'; }), file: LETTER, field: 'sha256', says: /hexadecimal/ },
	{ name: 'two values of one date', change: (d) => d.json(FIGURE, (r) => { r.series[0].values[1].when = '2010'; }), file: FIGURE, field: 'series[0].values[1].when', says: /one value for each date/ },
	{ name: 'upper end below the value', change: (d) => d.json(FIGURE, (r) => { r.series[0].values[1].high = 30; }), file: FIGURE, field: 'series[0].values[1].high' },
	{ name: 'series id twice', change: (d) => d.json(FIGURE, (r) => { r.series.push(r.series[0]); }), file: FIGURE, field: 'series[1].id' },
	{ name: 'bad date of a break', change: (d) => d.json(FIGURE, (r) => { r.breaks[0].when = '12'; }), file: FIGURE, field: 'breaks[0].when' }
];
