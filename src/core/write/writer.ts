import type { Precision } from '../problem/problem';
import type { Tensor } from '../tensor/tensor';

/** How arrays are written in one language: exactly, so that what is read back is the same to the last bit. */
export interface Writer {
  /** What people call it: `Python with NumPy`. */
  readonly name: string;
  /** What a text that uses it contains, where several ways are usual in a language. */
  readonly sign: RegExp | null;
  /** A statement that gives a name to an array; one of shape [] is a number. */
  assignment(name: string, tensor: Tensor, precision: Precision): string;
  /** A remark on one line. */
  comment(text: string): string;
  /** What must stand before everything else. */
  readonly prelude: readonly string[];
  /** Lines that print the largest difference of two arrays of a shape, and where it is. */
  difference(names: Compared): readonly string[];
  /** Makes a program of statements. */
  program(statements: readonly string[]): readonly string[];
}

/** Two arrays of one shape, by their names. */
export interface Compared {
  readonly is: string;
  readonly due: string;
  readonly shape: readonly number[];
  readonly precision: Precision;
}

/** For languages in which statements are a program. */
export function asTheyAre(statements: readonly string[]): readonly string[] {
  return statements;
}
