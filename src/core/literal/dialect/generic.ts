import type { Dialect } from './dialect';
import { PYTHON } from './python';

/** A language that we do not know: brackets and numbers by Python's rules, comments of either family. */
export const GENERIC: Dialect = {
  ...PYTHON,
  name: 'Generic',
  lexicon: {
    ...PYTHON.lexicon,
    lineComments: ['#', '//'],
    blockComments: [['/*', '*/']],
    apostrophes: true,
  },
};

/** Text for people: printed arrays between words. */
export const PROSE: Dialect = { ...GENERIC, name: 'Text', prose: true };
