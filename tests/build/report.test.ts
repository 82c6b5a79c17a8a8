import { expect, test } from 'vitest';
import { sizeIssue } from '../../geodata/build/report';
import { formatIssue } from '../../src/lib/domain/issue';

/** What the runtime throws where a text becomes too long. */
function tooLong(): unknown {
	try {
		return 'x'.repeat(2 ** 29);
	} catch (error) {
		return error;
	}
}

test('an atlas too large to be written is told as a problem of the data, with what to do', () => {
	const issue = sizeIssue(tooLong());
	expect(issue && formatIssue(issue)).toMatch(
		/^features: .*at most 536,870,888 characters expected, found more .*— divide it into several atlases/
	);
});

test('no other fault of the build is taken for one of size', () => {
	expect(sizeIssue(new RangeError('Maximum call stack size exceeded'))).toBeUndefined();
	expect(sizeIssue(new TypeError('Invalid string length'))).toBeUndefined();
});
