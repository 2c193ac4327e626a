import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ArrayLiteral } from '../../../src/core/literal/literal';
import { readArrays } from '../../../src/core/literal/read';
import { DOCUMENT } from './helpers';

/** What an interpreter made of a text that assigns x: its values as 17 digits give them, or an error. */
export interface Golden {
  readonly text: string;
  readonly shape?: readonly number[];
  readonly values?: readonly string[];
  readonly error?: boolean;
}

/** `read` must be read just so, `refused` must be refused, `either` may be refused but not read otherwise. */
export interface GoldenFile {
  readonly read: readonly Golden[];
  readonly either: readonly Golden[];
  readonly refused: readonly string[];
  readonly prints: readonly (Golden & { readonly expression: string })[];
}

export function goldenFile(name: string): GoldenFile {
  return JSON.parse(readFileSync(path.join(__dirname, '../../golden', name), 'utf8')) as GoldenFile;
}

/** The last x of a text; null where it is refused. An array before it lets x be a number by itself. */
export function lastX(text: string, language: string): ArrayLiteral | null {
  const array = language === 'r' ? 'w <- c(1, 2)' : 'w = [1 2]';
  const result = readArrays(`${array}\n${text}`, language, DOCUMENT);
  return result.ok ? (result.value.filter(({ name }) => name === 'x').at(-1) ?? null) : null;
}

/** What is wrong with a literal beside what the interpreter says; null where nothing is. */
export function difference({ text, shape, values }: Golden, { tensor }: ArrayLiteral): string | null {
  const wanted = (values ?? []).map((value) =>
    Number(value.replace(/^(-?)Inf$/i, '$1Infinity').replace(/^NA$/, 'NaN')),
  );
  const isSame =
    (tensor.shape.length === 0
      ? (shape ?? []).every((length) => length === 1)
      : tensor.shape.join() === shape?.join()) &&
    tensor.data.length === wanted.length &&
    wanted.every((value, index) => Object.is(value, tensor.data[index]));
  return isSame ? null : `${text}: ${JSON.stringify([tensor.shape, [...tensor.data], shape, wanted])}`;
}

/** The texts of a golden file that are not read as they must be. */
export function faults({ read, either, refused }: GoldenFile, language: string): string[] {
  return [
    ...read.map((entry) => {
      const literal = lastX(entry.text, language);
      return literal === null ? `refused: ${entry.text}` : difference(entry, literal);
    }),
    ...either.map((entry) => {
      const literal = lastX(entry.text, language);
      if (literal === null) return null;
      return entry.error ? `read, but an error: ${entry.text}` : difference(entry, literal);
    }),
    ...refused.map((text) => (lastX(text, language) === null ? null : `read: ${text}`)),
  ].filter((fault) => fault !== null);
}

/** How many texts that may be refused are read. */
export function readCount({ either }: GoldenFile, language: string): number {
  return either.filter(({ text }) => lastX(text, language) !== null).length;
}

export function assertNoFaults(file: GoldenFile, language: string): void {
  assert.deepEqual(faults(file, language), []);
}
