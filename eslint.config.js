import { defineConfig } from 'eslint/config';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	{ ignores: ['build/', '.svelte-kit/', 'static/', 'node_modules/'] },
	...ts.configs.recommended,
	...svelte.configs.recommended,
	noUnsanitized.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		// Beside the recommended sets, which leave to TypeScript what TypeScript sees
		rules: {
			'no-console': 'error',
			'no-debugger': 'error',
			'no-empty': 'error',
			'no-fallthrough': 'error',
			'no-self-compare': 'error',
			'no-unsafe-finally': 'error',
			eqeqeq: 'error',
			'no-eval': 'error',
			'no-implied-eval': 'error',
			'no-new-func': 'error',
			'svelte/no-at-html-tags': 'error',
			// Asks for resolve() around every address; ours reach the components as props, and the prerenderer
			// fails on a link that leads nowhere
			// {' '} is the only way to keep a space before a block.
			'svelte/no-useless-mustaches': 'off',
			'svelte/no-navigation-without-resolve': 'off',
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
		languageOptions: {
			parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
		}
	},
	{
		// Programs of the command line: printing is their work
		files: ['geodata/build/main.ts', 'geodata/build/verify.ts', 'tests/**'],
		rules: { 'no-console': 'off' }
	}
);
