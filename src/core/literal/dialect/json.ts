import type { Dialect } from './dialect';
import { PLAIN } from './plain';

/** JSON, JSON with comments and JSON lines; NaN and Infinity are tolerated, as Python writes them. */
export const JSON_DIALECT: Dialect = {
  ...PLAIN,
  name: 'JSON',
  lexicon: { ...PLAIN.lexicon, lineComments: ['//'], blockComments: [['/*', '*/']] },
  lineEnds: true,
  constants: new Map([
    ['NaN', NaN],
    ['nan', NaN],
    ['Infinity', Infinity],
    ['inf', Infinity],
  ]),
  notNumbers: new Set(['null', 'true', 'false']),
};
