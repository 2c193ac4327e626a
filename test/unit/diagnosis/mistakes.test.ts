import assert from 'node:assert/strict';
import { mistakes } from '../../../src/core/diagnosis/mistakes';
import { RandomState } from '../../../src/core/random/random-state';
import { randomBatch } from '../support/batch';
import { judgeDx, valuesOf } from '../support/judge';
import { wrongWays } from '../support/mistaken';
import { byColumn, stagedDx } from '../support/textbook';

const sizes = [
  { N: 6, D: 3 },
  { N: 32, D: 16 },
];

const decimals = (data: Float64Array, digits: number): Float64Array =>
  data.map((value) => Number(value.toFixed(digits)));

describe('a mistake in dx', () => {
  it('is computed here for each that is known', () => {
    assert.deepEqual(new Set(wrongWays.map(([id]) => id)), new Set(mistakes.map(({ id }) => id)));
  });

  for (const [id, how, wrong] of wrongWays) {
    for (const size of sizes) {
      it(`${id} (${how}) is found in ${size.N} x ${size.D}`, () => {
        for (const [seed, where] of [
          [1, { scale: 5, offset: 12 }],
          [2, { scale: 0.5, offset: -1 }],
        ] as const) {
          const batch = randomBatch(new RandomState(seed), { ...size, ...where });
          const { verdict, diagnosis } = judgeDx(batch, byColumn(batch, wrong));
          assert.deepEqual([verdict, diagnosis], ['disagrees', id]);
        }
      });
    }

    it(`${id} (${how}) is found in a dx printed with 8 decimals`, () => {
      const batch = randomBatch(new RandomState(3), { N: 8, D: 3, scale: 0.5 });
      assert.equal(judgeDx(batch, decimals(byColumn(batch, wrong), 8), { rounding: 0.5e-8 }).diagnosis, id);
    });
  }

  for (const [id, how, wrong] of wrongWays) {
    it(`${id} (${how}) is never taken for another where few digits are printed`, () => {
      for (const digits of [4, 3, 2]) {
        for (let seed = 1; seed <= 4; seed++) {
          const batch = randomBatch(new RandomState(seed), { N: 12, D: 3, scale: 2 });
          const rounding = 0.5 * 10 ** -digits;
          const { diagnosis } = judgeDx(batch, decimals(byColumn(batch, wrong), digits), { rounding });
          assert.ok(diagnosis === null || diagnosis === id, `${digits} decimals, seed ${seed}: ${diagnosis}`);
        }
      }
    });
  }

  const gammas: readonly (readonly [string, Float64Array])[] = [
    ['gamma 0 in a column', Float64Array.of(1.5, 0, -2)],
    ['gamma 1 in a column', Float64Array.of(1, 2, -2)],
  ];
  for (const [name, gamma] of gammas) {
    it(`is found with ${name}`, () => {
      const batch = { ...randomBatch(new RandomState(5)), gamma };
      for (const [id, , wrong] of wrongWays)
        assert.equal(judgeDx(batch, byColumn(batch, wrong)).diagnosis, id);
    });
  }

  it('of three rows is found as well', () => {
    const batch = randomBatch(new RandomState(5), { N: 3, D: 4 });
    const article = wrongWays.find(([id]) => id === 'xhat-missing-in-sum')?.[2] ?? assert.fail();
    assert.equal(judgeDx(batch, byColumn(batch, article)).diagnosis, 'xhat-missing-in-sum');
  });
});

describe('no mistake is named', () => {
  const batch = randomBatch(new RandomState(7), { N: 8, D: 4 });
  const right = stagedDx(batch);

  it('for correct code', () => {
    for (let seed = 0; seed < 20; seed++) {
      const other = randomBatch(new RandomState(seed), { N: 2 + seed, D: 1 + (seed % 4) });
      const { verdict, diagnosis } = judgeDx(other, stagedDx(other));
      assert.deepEqual([verdict, diagnosis], ['agrees', null]);
    }
  });

  const wrong: readonly (readonly [string, Float64Array])[] = [
    ['one element off by 1 %', right.with(9, (right[9] ?? NaN) * 1.01)],
    ['one element NaN', right.with(9, NaN)],
    ['a dx of zeros', new Float64Array(32)],
    ['a column of zeros', right.map((value, i) => (i % 4 === 2 ? 0 : value))],
    ['random numbers', new RandomState(8).randn(32).data],
    ['dx twice as large', right.map((value) => 2 * value)],
    ['huge numbers', right.map((value) => value * 1e200)],
    ['rows in another order', right.map((_, i) => right[(i + 4) % 32] ?? NaN)],
    [
      'two mistakes in two columns',
      byColumn(batch, (column) => (wrongWays[column.gamma > 0 ? 0 : 3]?.[2] ?? (() => []))(column)),
    ],
  ];
  for (const [name, dx] of wrong) {
    it(`for ${name}, which disagrees`, () => {
      const { verdict, diagnosis } = judgeDx(batch, dx);
      assert.deepEqual([verdict, diagnosis], ['disagrees', null]);
    });
  }

  it('for one element off by 1 %, which is pointed at', () => {
    const { worst, wrong: count } = judgeDx(batch, right.with(9, (right[9] ?? NaN) * 1.01));
    assert.deepEqual([worst?.element, count], ['dx[2,1]', 1]);
  });

  it('for a dx printed with hardly any digits', () => {
    for (const digits of [0, 1]) {
      const rounding = 0.5 * 10 ** -digits;
      const { verdict, diagnosis } = judgeDx(batch, decimals(right, digits).with(3, 5), { rounding });
      assert.deepEqual([verdict, diagnosis], ['disagrees', null]);
    }
  });

  it('in evaluation mode for the paths that do not exist there', () => {
    const paths = ['mean-path-missing', 'variance-path-missing', 'variance-sign', 'mean-sign'];
    for (const [id, , how] of wrongWays.filter(([name]) => paths.includes(name))) {
      const { verdict, diagnosis } = judgeDx(batch, byColumn(batch, how), { mode: 'eval' });
      assert.deepEqual([id, verdict, diagnosis], [id, 'disagrees', null]);
    }
  });
});

describe('in evaluation mode', () => {
  const batch = { ...randomBatch(new RandomState(7), { N: 8, D: 4 }), eps: 0.1 };
  const runningVar = (j: number): number => valuesOf(batch, 'eval').running?.var[j] ?? NaN;
  const direct = (of: (gamma: number, variance: number) => number): Float64Array =>
    batch.dout.map((value, i) => value * of(batch.gamma[i % 4] ?? NaN, runningVar(i % 4)));

  for (const [id, dx] of [
    ['gamma-missing', direct((_, variance) => 1 / Math.sqrt(variance + 0.1))],
    ['std-not-inverted', direct((gamma, variance) => gamma * Math.sqrt(variance + 0.1))],
    ['eps-dropped', direct((gamma, variance) => gamma / Math.sqrt(variance))],
  ] as const) {
    it(`${id} is found`, () => {
      const { verdict, diagnosis } = judgeDx(batch, dx, { mode: 'eval' });
      assert.deepEqual([verdict, diagnosis], ['disagrees', id]);
    });
  }
});
