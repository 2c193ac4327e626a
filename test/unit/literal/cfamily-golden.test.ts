import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readArrays } from '../../../src/core/literal/read';
import { everything } from './helpers';

interface Case {
  readonly text: string;
  /** Null where the compiler refuses the text; numbers in hexadecimal floating point. */
  readonly array: { readonly shape: number[]; readonly values: string[] } | null;
}

const golden = JSON.parse(readFileSync('test/golden/cfamily.json', 'utf8')) as Record<string, Case[]>;

/** What the compilers take, with a warning or as a calculation that is none of constants, and the reader refuses. */
const UNREAD = new Set([
  'double x[2] = {1, 2, 3};',
  'double x[2][2] = {{1, 2}, {3, 4}, {5, 6}};',
  'double x[2][2] = {{1, 2, 3}, {4}};',
  'long x[] = {1L << 2, 3};',
  'const int n = 2; double x[] = {n, 1};',
  'std::vector<int> x{1.5};',
  'int x[] = {1.5};',
  'std::vector<std::vector<double>> x(2, std::vector<double>(2, 0.5));',
  'std::vector<double> x(3, 0.5);',
  'java.util.List<java.util.List<Double>> x = java.util.List.of(java.util.List.of(1.0, 2.0), java.util.List.of(3.0, 4.0));',
  'double[][] x = new double[2][3];',
  'x := []float64{float64(float32(0.1)), float64(1)/3, float64(2)}',
  'x := []float64{2: 1.0}',
  'x := []float64{1 << 3}',
  'let x = [1.0f32 / 3.0, 2.0];',
  'real(8) :: x(4) = [[1d0, 2d0], [3d0, 4d0]]',
]);

/** What a compiler refuses and the reader takes, because it can mean but one thing. */
const TOLERATED = new Set(['double[][] x = { { 1, 2 }, { 3, 4 } };', 'x := []float64{1, 2\n}']);

/** A number as Python writes it in hexadecimal. */
function numberOf(hexadecimal: string): number {
  const parts = /^(-?)0x(\d)\.([\da-f]+)p([+-]\d+)$/.exec(hexadecimal);
  if (parts === null) return Number(hexadecimal.replace('inf', 'Infinity').replace('nan', 'NaN'));
  const [, sign, whole = '', fraction = '', power] = parts;
  const magnitude = Number(`0x${whole}${fraction}`) * 2 ** (-4 * fraction.length) * 2 ** Number(power);
  return sign === '-' ? -magnitude : magnitude;
}

describe('initialisers of arrays, as the compilers read them', () => {
  for (const [language, cases] of Object.entries(golden)) {
    for (const { text, array } of cases) {
      it(`${language}: ${text}`, () => {
        const result = readArrays(text, language, everything(text));
        const found = result.ok ? result.value.find(({ name }) => name?.toLowerCase() === 'x') : undefined;
        assert.equal(found !== undefined, array !== null ? !UNREAD.has(text) : TOLERATED.has(text));
        if (array === null || found === undefined) return;
        assert.deepEqual(found.tensor.shape, array.shape);
        assert.deepEqual([...found.tensor.data], array.values.map(numberOf));
      });
    }
  }
});
