/** Calls that neither draw from NumPy's generator nor change an array's shape or a number. */

const FUNCTIONS = new Set([
  ...[
    'print',
    'len',
    'range',
    'int',
    'float',
    'str',
    'bool',
    'list',
    'tuple',
    'dict',
    'set',
    'zip',
    'enumerate',
  ],
  ...[
    'abs',
    'min',
    'max',
    'sum',
    'round',
    'isinstance',
    'type',
    'repr',
    'sorted',
    'reversed',
    'any',
    'all',
    'super',
  ],
  ...[
    'if',
    'elif',
    'while',
    'for',
    'in',
    'not',
    'and',
    'or',
    'return',
    'assert',
    'is',
    'else',
    'del',
    'with',
    'yield',
  ],
]);

const METHODS = new Set([
  ...[
    'mean',
    'std',
    'var',
    'sum',
    'max',
    'min',
    'prod',
    'cumsum',
    'argmax',
    'argmin',
    'any',
    'all',
    'round',
    'clip',
  ],
  ...['reshape', 'astype', 'dot', 'copy', 'transpose', 'flatten', 'ravel', 'squeeze', 'tolist', 'item'],
  ...['format', 'join', 'items', 'keys', 'values'],
]);

const MODULES = /^(?:np|numpy|math|torch|tf|jnp|jax|plt|matplotlib|time|os|sys|warnings|logging|copy)\./;

/** Methods that change a list or dictionary in place. */
export const CHANGING = /\.(?:append|extend|insert|pop|remove|sort|reverse|clear|update)$/;

/** NumPy's functions that call a function given to them. */
const CALLING = /\.(?:vectorize|frompyfunc|fromfunction|apply_along_axis|apply_over_axes|piecewise)$/;

/** Of np.random, what makes a new generator and leaves the old one alone. */
const NEW_GENERATORS = /\.random\.(?:RandomState|default_rng|Generator|PCG64|MT19937|SeedSequence)$/;

/** Whether a call of this dotted name is harmless; a leading dot is a method of any value. */
export function isHarmless(path: string): boolean {
  if (FUNCTIONS.has(path)) return true;
  if (/^(?:np|numpy)\.random\b/.test(path)) return NEW_GENERATORS.test(path);
  if (MODULES.test(path)) return !CALLING.test(path);
  return path.includes('.') && METHODS.has(path.slice(path.lastIndexOf('.') + 1));
}
