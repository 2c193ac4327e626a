import type { Code } from '../code';
import { factorMistakes } from './factors';
import { parameterMistakes } from './parameters';
import { placeMistakes } from './places';
import { statisticsMistakes } from './statistics';
import { termMistakes } from './terms';

/** Every mistake that is planted. */
export const mistakes: readonly Code[] = [
  ...termMistakes,
  ...factorMistakes,
  ...statisticsMistakes,
  ...placeMistakes,
  ...parameterMistakes,
];
