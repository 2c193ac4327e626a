import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

// From the ground up: a floor may import those below it, never one above it or beside it.
const floors = [['core'], ['protocol'], ['worker'], ['python'], ['host', 'webview', 'cli']];

const node = [...builtinModules.map((name) => `^${name}$`), '^node:'].join('|');
const outside = {
  vscode: '^vscode$',
  node,
  preact: '^(preact|katex)(/|$)',
};

/** The modules from outside that each folder of src must do without. */
const without = {
  core: ['vscode', 'node', 'preact'],
  protocol: ['vscode', 'node', 'preact'],
  worker: ['vscode', 'preact'],
  python: ['vscode', 'preact'],
  host: ['preact'],
  webview: ['vscode', 'node'],
  cli: ['vscode', 'preact'],
};

function imports(folder) {
  const height = floors.findIndex((floor) => floor.includes(folder));
  const closed = floors
    .slice(height)
    .flat()
    .filter((other) => other !== folder);
  const patterns = without[folder].map((what) => ({
    regex: outside[what],
    message: `src/${folder} must run without ${what}.`,
  }));
  if (closed.length > 0) {
    patterns.push({
      regex: `^(\\.\\./)+(${closed.join('|')})(/|$)`,
      message: `src/${folder} imports only from floors below it.`,
    });
  }
  return {
    files: [`src/${folder}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  // AssemblyScript is not TypeScript to the type checker, and what it compiles to is not for reading.
  { ignores: ['dist/', 'out/', '.vscode-test/', 'src/kernel/', 'src/core/kernel/binary.ts'] },
  {
    files: ['{src,test,bench}/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // An index of a typed array that is in range always has a number; the compiler cannot know.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Numbers are what this project prints.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return fail(message)` says in one line that the work ends there.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Interfaces and props are records of functions here, with no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  ...floors.flat().map(imports),
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'process', 'Buffer', 'require'],
    },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    rules: { 'prefer-const': 'error', eqeqeq: 'error' },
  },
);
