import type { Scalar, Store } from '../dialect/dialect';
import type { MatrixCall, Result } from './call';

/** What a language whose arrays are matrices adds to its dialect. Arrays are stored row-major here, whatever it does. */
export interface MatrixLanguage {
  readonly name: 'MATLAB' | 'R' | 'Julia';
  /** Whether square brackets write matrices: `[1 2; 3 4]`. */
  readonly brackets: boolean;
  readonly constants: ReadonlyMap<string, Scalar>;
  readonly functions: ReadonlyMap<string, MatrixFunction>;
  /** Names of number types: Float32[1 2], zeros(Float32, 2). */
  readonly types: ReadonlyMap<string, Store>;
  /** Words that are arguments but no numbers: TRUE. */
  readonly words: ReadonlySet<string>;
  readonly precedence: ReadonlyMap<string, number>;
  readonly signPrecedence: number;
  /** Whether a power groups from the right. */
  readonly powersFromRight: boolean;
  /** Whether an operator works element by element with the array on this side and a number on the other. */
  spreads(operator: string, array: 'left' | 'right', number: number): boolean;
  readonly binary: (operator: string, left: Scalar, right: Scalar) => Scalar | string;
  /** The numbers of first:last or first:step:last. */
  range(first: Scalar, step: Scalar | null, last: Scalar): Progression | string;
  /** The one store for numbers that stand together; null where that is not read. */
  common(stores: ReadonlySet<Store>): Store | null;
}

/** Numbers made up by a rule: `at` gives each of them. */
export interface Progression {
  readonly count: number;
  readonly store: Store;
  readonly at: (index: number) => number;
  /** Whether the language calculates with the rule in place of the numbers. */
  readonly lazy?: boolean;
}

/** A function that is known. */
export interface MatrixFunction {
  /** The names of its arguments, in order; R finds them by any beginning. */
  readonly formals: readonly string[];
  /** Whether it puts its arguments beside one another, whatever they are called: c(a = 1, b = 2). */
  readonly gathers: boolean;
  /** Arguments that change neither shape nor values. */
  readonly ignores: ReadonlySet<string>;
  apply(call: MatrixCall): Result;
}

export function matrixFunction(
  formals: string,
  apply: MatrixFunction['apply'],
  ignores = '',
): MatrixFunction {
  return { formals: words(formals), gathers: false, ignores: new Set(words(ignores)), apply };
}

export function gathering(apply: MatrixFunction['apply'], ignores = ''): MatrixFunction {
  return { formals: [], gathers: true, ignores: new Set(words(ignores)), apply };
}

function words(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
