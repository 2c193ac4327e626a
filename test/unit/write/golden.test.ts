import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseCode } from '../../../src/core/write/insertion';
import { writersFor } from '../../../src/core/write/registry';
import { failingReport } from '../../golden/write/failing';
import { samples } from '../../golden/write/samples';

interface Golden {
  readonly arrays: readonly { readonly code: string; readonly bits: string }[];
  readonly case: { readonly code: string; readonly output: string };
}

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../golden/write/golden.json'), 'utf8'),
) as Readonly<Record<string, Golden>>;

const languages: readonly (readonly [string, string, string])[] = [
  ['numpy', 'python', 'import numpy'],
  ['torch', 'python', 'import torch'],
  ['javascript', 'javascript', ''],
  ['octave', 'octave', ''],
  ['r', 'r', ''],
  ['cpp', 'cpp', ''],
  ['c', 'c', ''],
];

/** The bits of some doubles, NaN as one of many. */
function bitsOf(data: Float64Array): string {
  const buffer = Buffer.alloc(8 * data.length);
  data.forEach((value, i) => buffer.writeDoubleBE(value, 8 * i));
  return buffer.toString('hex');
}

/** Doubles of bits that an interpreter gave. */
function doublesOf(bits: string): Float64Array {
  const buffer = Buffer.from(bits, 'hex');
  return Float64Array.from({ length: buffer.length / 8 }, (_, i) => buffer.readDoubleBE(8 * i));
}

for (const [name, languageId, text] of languages) {
  describe(`what is written in ${name}`, () => {
    const [writer] = writersFor(languageId, text);
    assert.ok(writer);
    const known = golden[name];

    it('is what its own interpreter reads as the same numbers, to the last bit', () => {
      const all = samples();
      assert.equal(known?.arrays.length, all.length);
      for (const [k, { tensor, precision }] of all.entries()) {
        const { code, bits }: Golden['arrays'][number] = known.arrays[k] ?? { code: '', bits: '' };
        assert.equal(
          writer.assignment('a', tensor, precision),
          code,
          'run test/golden/write/refresh.ts again',
        );
        assert.equal(bitsOf(doublesOf(bits)), bitsOf(tensor.data), code);
      }
    });

    it('is a failing case that its own interpreter runs, and that says how far it is off and where', () => {
      const report = failingReport();
      assert.equal(
        known?.case.code,
        caseCode(report, 'graph', writer),
        'run test/golden/write/refresh.ts again',
      );
      const [is, due] = [report.tensors['yours.dx'], report.tensors['reference.dx']];
      assert.ok(is && due);
      const largest = Math.max(...is.data.map((value, i) => Math.abs(value - (due.data[i] ?? NaN))));
      const [, printed = '', index = ''] =
        /largest difference (\S+) at dx(.*)$/.exec(known.case.output) ?? [];
      assert.equal(Number(printed), largest, known.case.output);
      const oneBased = name === 'octave' || name === 'r' ? 1 : 0;
      const at = (index.match(/\d+/g) ?? []).map((part) => Number(part) - oneBased);
      assert.deepEqual(at, report.yours?.worst?.index);
    });
  });
}
