import assert from 'node:assert/strict';
import { lastDigitUnit } from '../../../src/core/literal/digits';

describe('the unit of the last printed digit', () => {
  const cases: [text: string, unit: number][] = [
    ['0.274', 1e-3],
    ['12', 1],
    ['1.5e-3', 1e-4],
    ['-7.', 1],
    ['.5', 0.1],
    ['+2.50', 0.01],
    ['1e5', 1e5],
    ['3E+2', 100],
    ['1_000.5', 0.1],
    ['\u22120.25', 0.01],
    ['- 0.25', 0.01],
    ['np.float64(0.274)', 1e-3],
    ['float(2)', 1],
    ['0x1F', 0],
    ['1/3', 0],
    ['np.pi', 0],
    ['nan', 0],
    ['math.sqrt(2)', 0],
    ["float('nan')", 0],
    ['', 0],
    ['1.2.3', 0],
  ];
  for (const [text, unit] of cases) {
    it(`of ${JSON.stringify(text)} is ${unit}`, () => assert.equal(lastDigitUnit(text), unit));
  }
});
