import assert from 'node:assert/strict';
import { RandomState } from '../../../src/core/random/random-state';
import type { OutputName } from '../../../src/core/problem/problem';
import { randomBatch } from '../support/batch';
import { judge, judgeDx } from '../support/judge';
import { wrongWays } from '../support/mistaken';
import { plainest, randomSample, settings } from '../support/sample';
import { byGroup, plainOutputs, stagedDx } from '../support/textbook';

const batch = randomBatch(new RandomState(7), { N: 8, D: 4 });
const right = stagedDx(batch);
const decimals = (data: Float64Array, digits: number): Float64Array =>
  data.map((value) => Number(value.toFixed(digits)));
const moved = (data: Float64Array, position: number): Float64Array =>
  data.with(position, (data[position] ?? NaN) * 1.01 + 0.01);

describe('what fits no known mistake', () => {
  const wrong: readonly (readonly [name: string, dx: Float64Array, diagnosis: string])[] = [
    ['one element off by 1 %', right.with(9, (right[9] ?? NaN) * 1.01), 'local-error'],
    ['one element NaN', right.with(9, NaN), 'not-finite'],
    ['a dx of zeros', new Float64Array(32), 'zeros'],
    ['a column of zeros', right.map((value, i) => (i % 4 === 2 ? 0 : value)), 'unknown'],
    ['random numbers', new RandomState(8).randn(32).data, 'unknown'],
    ['dx twice as large', right.map((value) => 2 * value), 'scaled'],
    ['huge numbers', right.map((value) => value * 1e200), 'scaled'],
    ['rows in another order', right.map((_, i) => right[(i + 4) % 32] ?? NaN), 'reordered'],
    ['columns in another order', right.map((_, i) => right[i - (i % 4) + ((i + 1) % 4)] ?? NaN), 'unknown'],
    ['NaN everywhere', right.map(() => NaN), 'not-finite'],
    ['infinity everywhere', right.map(() => Infinity), 'not-finite'],
    [
      'two mistakes in two columns',
      byGroup(batch, (group, all) => {
        const { wrong: way } = wrongWays[(group.gamma[0] ?? NaN) > 0 ? 0 : 3] ?? assert.fail();
        return way(group, all);
      }),
      'unknown',
    ],
  ];
  for (const [name, dx, expected] of wrong) {
    it(`is called ${expected} for ${name}, which disagrees`, () => {
      const { verdict, diagnosis, found } = judgeDx(batch, dx);
      assert.deepEqual([verdict, diagnosis], ['disagrees', expected], found?.message);
      assert.deepEqual([found?.source, found?.output, found?.terms], ['yours', 'dx', null]);
    });
  }

  it('is not named where a dx is printed with hardly any digits', () => {
    for (const digits of [0, 1]) {
      const rounding = 0.5 * 10 ** -digits;
      const { verdict, diagnosis } = judgeDx(batch, decimals(right, digits).with(3, 5), { rounding });
      assert.deepEqual([verdict, diagnosis], ['disagrees', 'local-error']);
    }
  });
});

describe('a local error', () => {
  const messageOf = (dx: Float64Array): string => judgeDx(batch, dx).found?.message ?? '';

  it('names the element', () => {
    assert.match(messageOf(moved(right, 9)), /^Only dx\[2,1\] is off: /);
  });

  it('names up to four elements, and how many more there are', () => {
    const off = (count: number): Float64Array =>
      Array.from({ length: count }, (_, k) => 5 * k).reduce(moved, right);
    assert.match(messageOf(off(2)), /^Only dx\[0,0\], dx\[1,1\] are off: /);
    assert.match(messageOf(off(6)), /^Only dx\[0,0\], dx\[1,1\], dx\[2,2\], dx\[3,3\] and 2 more are off: /);
  });

  it('is not said where a quarter of the elements is off', () => {
    const off = Array.from({ length: 8 }, (_, k) => 3 * k).reduce(moved, right);
    assert.equal(judgeDx(batch, off).diagnosis, 'unknown');
  });

  it('is not said where an element is off by little, which may be all there is to see of an error everywhere', () => {
    const rounding = 0.5e-2;
    const off = (units: number): Float64Array =>
      decimals(right, 2).map((value, i) => (i === 9 ? value + units * rounding : value));
    assert.equal(judgeDx(batch, off(4), { rounding }).diagnosis, 'unknown');
    assert.equal(judgeDx(batch, off(20), { rounding }).diagnosis, 'local-error');
  });

  it('is not said where the digits of the others are too few to call them right', () => {
    const batch = randomBatch(new RandomState(7), { N: 4, D: 1 });
    const ones = { ...batch, dout: batch.dout.map(() => 1) };
    assert.equal(judgeDx(ones, Float64Array.of(0, 0, 0, 2.5), { rounding: 0.05 }).diagnosis, 'unknown');
  });

  it('is found in every output of every layer', () => {
    for (const setting of settings) {
      const sample = randomSample(new RandomState(3), setting);
      for (const [output, value] of Object.entries(plainOutputs(sample))) {
        const { diagnosis, found, worst } = judge(sample, output as OutputName, moved(value, 1));
        assert.equal(diagnosis, 'local-error', `${setting.name}, ${output}: ${found?.message}`);
        assert.ok(found?.message.startsWith(`Only ${worst?.element} is off`), found?.message);
      }
    }
  });
});

describe('what is not finite', () => {
  it('is named by its first element, whatever the output', () => {
    for (const setting of settings) {
      const sample = randomSample(new RandomState(3), setting);
      for (const [output, value] of Object.entries(plainOutputs(sample))) {
        const { diagnosis, found, worst } = judge(sample, output as OutputName, value.with(1, -Infinity));
        assert.equal(diagnosis, 'not-finite', setting.name);
        assert.ok(found?.message.startsWith(`${worst?.element} is -Infinity: `), found?.message);
      }
    }
  });
});

describe('the right values in another order', () => {
  it('are told where elements of one statistic are exchanged', () => {
    for (const setting of settings) {
      const sample = randomSample(new RandomState(3), setting);
      for (const output of ['y', 'dx'] as const) {
        const right = plainOutputs(sample)[output];
        const turned = byGroup(sample, ({ positions, N }) =>
          positions.map((_, k) => right[positions[(k + 1) % N] ?? 0] ?? NaN),
        );
        const { diagnosis, found } = judge(sample, output, turned);
        assert.equal(diagnosis, 'reordered', `${setting.name}: ${found?.message}`);
        assert.match(found?.message ?? '', new RegExp(`^${output} has the right values in another order`));
      }
    }
  });

  it('are not told where the values are others', () => {
    const turned = byGroup(batch, ({ positions, N }) =>
      positions.map((_, k) => 1.1 * (right[positions[(k + 1) % N] ?? 0] ?? NaN)),
    );
    assert.equal(judgeDx(batch, turned).diagnosis, 'unknown');
  });

  it('are not told where values are only slightly off', () => {
    const batch = randomBatch(new RandomState(3), { N: 40, D: 1 });
    const right = stagedDx(batch);
    const rounding = 0.5e-3;
    const slightly = decimals(right, 3).map((value, i) => value + (i % 3) * 1e-3);
    assert.equal(judgeDx(batch, slightly, { rounding }).diagnosis, 'unknown');
  });
});

describe('a factor', () => {
  it('of a whole output is told', () => {
    for (const setting of settings) {
      const sample = randomSample(new RandomState(4), setting);
      for (const [output, value] of Object.entries(plainOutputs(sample))) {
        const scaled = value.map((v) => 1.25 * v);
        const { diagnosis, found } = judge(sample, output as OutputName, scaled);
        assert.deepEqual(
          [diagnosis, found?.message],
          ['scaled', `All of ${output} is 1.25 times what is right.`],
          setting.name,
        );
      }
    }
  });

  it('of a wrong output that is right but for rounding is not 1', () => {
    const { verdict, found } = judgeDx(
      batch,
      right.map((v) => v * (1 + 1e-6)),
    );
    assert.equal(verdict, 'disagrees');
    assert.equal(found?.message, 'All of dx is 1.000001 times what is right.');
  });

  for (const [name, factors, message] of [
    ['direct', [0.5, 1, 1], 'dx is right but for factors: its direct term by 0.5; 1 is due.'],
    ['mean', [1, 3, 1], 'dx is right but for factors: its mean term by 3; 1 is due.'],
    ['variance', [1, 1, 0.75], 'dx is right but for factors: its variance term by 0.75; 1 is due.'],
    [
      'mean and variance',
      [1, -0.5, 0.25],
      'dx is right but for factors: its mean term by -0.5, its variance term by 0.25; 1 is due.',
    ],
  ] as const) {
    it(`of the ${name} term of dx is told, whatever the layer`, () => {
      for (const setting of settings.filter(({ form }) => form.layer !== 'rmsnorm')) {
        const sample = randomSample(new RandomState(5), setting);
        const dx = byGroup(sample, ({ N, g, xhat, S0, S1, std }) =>
          g.map(
            (v, i) =>
              (factors[0] * v - (factors[1] * S0) / N - (factors[2] * (xhat[i] ?? NaN) * S1) / N) / std,
          ),
        );
        const { diagnosis, found } = judgeDx(sample, dx);
        assert.deepEqual([diagnosis, found?.message], ['proportions', message], setting.name);
      }
    });
  }

  it('of the term of RMS norm is told by its own name', () => {
    const sample = randomSample(new RandomState(5), plainest('rmsnorm'));
    const dx = byGroup(sample, ({ N, g, xhat, S1, std }) =>
      g.map((v, i) => (v - (0.75 * (xhat[i] ?? NaN) * S1) / N) / std),
    );
    const { diagnosis, found } = judgeDx(sample, dx);
    assert.deepEqual(
      [diagnosis, found?.message],
      ['proportions', 'dx is right but for factors: its mean-square term by 0.75; 1 is due.'],
    );
  });

  it('is not fitted to three values of a statistic, which three terms always fit', () => {
    const sample = randomBatch(new RandomState(6), { N: 3, D: 4 });
    const noise = new RandomState(9).randn(12).data;
    assert.equal(judgeDx(sample, noise).diagnosis, 'unknown');
  });
});

describe('the laws that a dx keeps or breaks', () => {
  const mean = 'The sum of dx over every column is 0, for a constant added to x changes nothing: it';
  const variance =
    'The sum of dx·x̂ over every column is 0 but for eps, for the scale of x changes nothing else: it';
  const messageOf = (dx: Float64Array, sample = batch): string => {
    const { diagnosis, found } = judgeDx(sample, dx);
    assert.equal(diagnosis, 'unknown', found?.message);
    return found?.message ?? '';
  };
  const noise = (of: readonly number[]): number[] => of.map((_, i) => Math.sin(7 * i * i + of.length));

  it('are both told to be broken by numbers at random', () => {
    const text = messageOf(new RandomState(8).randn(32).data);
    assert.equal(
      text,
      `The values of dx fit none of the mistakes that we know. ${mean} does not hold. ${variance} does not hold.`,
    );
  });

  it('of the mean holds where each column sums to 0', () => {
    const dx = byGroup(batch, ({ N, x }) => {
      const own = noise(x);
      const average = own.reduce((a, b) => a + b) / N;
      return own.map((v) => v - average);
    });
    const text = messageOf(dx);
    assert.ok(text.includes(`${mean} holds.`) && text.includes(`${variance} does not hold.`), text);
  });

  it('of the variance holds where each column has the right product with x̂', () => {
    const dx = byGroup(batch, ({ N, xhat, x, S1, std, eps }) => {
      const own = noise(x);
      const size = xhat.reduce((sum, v) => sum + v * v, 0);
      const due = (S1 * eps) / std ** 3;
      const along = own.reduce((sum, v, i) => sum + v * (xhat[i] ?? NaN), 0);
      const shift = 1 / N;
      return own.map((v, i) => v + shift - ((along - due) * (xhat[i] ?? NaN)) / size);
    });
    const text = messageOf(dx);
    assert.ok(text.includes(`${mean} does not hold.`) && text.includes(`${variance} holds.`), text);
  });

  it('is that of the variance alone in RMS norm, and none in evaluation mode', () => {
    const sample = randomSample(new RandomState(2), plainest('rmsnorm'));
    const values = new RandomState(8).randn(24).data;
    const { found } = judgeDx(sample, values);
    const inRows = variance.replace('column', 'row');
    assert.ok(found?.message.endsWith(`know. ${inRows} does not hold.`), found?.message);
    const evaluated = judgeDx(batch, new RandomState(8).randn(32).data, { mode: 'eval' });
    assert.equal(evaluated.found?.message, 'The values of dx fit none of the mistakes that we know.');
  });

  it('of dgamma and dbeta are their sums', () => {
    const values = Float64Array.of(1, -2, 3, 4);
    for (const [output, law] of [
      ['dgamma', 'dgamma is the sum of dout·x̂ over all elements that share a gamma: it does not hold.'],
      ['dbeta', 'dbeta is the sum of dout over all elements that share a beta: it does not hold.'],
    ] as const) {
      const { found } = judge(batch, output, values);
      assert.equal(found?.message, `The values of ${output} fit none of the mistakes that we know. ${law}`);
    }
  });

  it('are none of y', () => {
    const { found } = judge(batch, 'y', new RandomState(8).randn(32).data);
    assert.equal(found?.message, 'The values of y fit none of the mistakes that we know.');
  });
});
