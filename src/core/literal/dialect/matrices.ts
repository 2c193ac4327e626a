import type { MatrixLanguage } from '../matrix/language';

/** The constants of a language by their values alone. */
export function scalarsOf({ constants }: MatrixLanguage): Map<string, number> {
  return new Map([...constants].map(([name, { number }]) => [name, number]));
}
