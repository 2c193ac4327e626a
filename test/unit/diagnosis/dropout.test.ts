import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import type { CheckOptions } from '../../../src/core/problem/problem';
import type { Report } from '../../../src/core/report/report';
import { RandomState } from '../../../src/core/random/random-state';
import { brought, given } from '../support/batch';
import { dropoutProblem } from '../support/dropout';

const random = new RandomState(4);
const shape = [5, 6];
const [x, dout] = [random.randn(30).data, random.randn(30).data];
const mask = x.map(() => Number(random.uniform() < 0.3));
const keep = 0.3;

/** A check of dropout that keeps three in ten, with outputs of ours: each element times a factor. */
function reportOf(
  factor: (i: number) => number,
  options: Partial<CheckOptions> = {},
  maskData = mask,
  p = keep,
): Report {
  const tensor = (data: Float64Array) => ({ shape, data });
  return check(
    dropoutProblem(options, {
      p,
      inputs: { x: given(tensor(x)), dout: given(tensor(dout)), mask: given(tensor(maskData)) },
      yours: {
        y: brought(tensor(x.map((value, i) => value * factor(i)))),
        dx: brought(tensor(dout.map((value, i) => value * factor(i)))),
      },
    }),
  );
}
const found = (report: Report): string[] => report.diagnosis.map(({ output, id }) => `${output} ${id}`);
const kept = (i: number): number => mask[i] ?? NaN;

describe('the scale of a mask', () => {
  const spotOf = (value: number, p: number, options: Partial<CheckOptions> = {}): string | undefined =>
    reportOf(
      () => 1,
      options,
      mask.map((m) => m * value),
      p,
    ).blindSpots.find(({ id }) => id === 'mask-scale')?.message;

  it('is a blind spot where it is not that of p', () => {
    assert.match(spotOf(1 / 0.7, 0.3) ?? '', /^The mask holds 1\.428.* where 3\.333.* is due for this p/);
    assert.match(spotOf(2, 0.5, { variant: 'vanilla' }) ?? '', /^The mask holds 2 where 1 is due/);
  });

  it('is none where the mask is scaled rightly, in float64 or float32, or is of zeros and ones', () => {
    assert.equal(spotOf(1 / 0.3, 0.3), undefined);
    assert.equal(spotOf(Math.fround(1 / 0.3), 0.3), undefined);
    assert.equal(spotOf(1, 0.3), undefined);
    assert.equal(spotOf(1, 0.3, { variant: 'vanilla' }), undefined);
  });
});

describe('a mistake in dropout', () => {
  const training: readonly (readonly [id: string, factor: (i: number) => number])[] = [
    ['not-dropped', () => 1],
    ['scale-missing', kept],
    ['mask-missing', () => 1 / keep],
    ['keep-drop-swapped', (i) => kept(i) / (1 - keep)],
    ['mask-inverted', (i) => (1 - kept(i)) / keep],
    ['scale-multiplied', (i) => kept(i) * keep],
    ['scale-twice', (i) => kept(i) / keep ** 2],
    ['zeros', () => 0],
    ['sign', (i) => -kept(i) / keep],
    ['unknown', (i) => Math.sin(i)],
  ];
  for (const [id, factor] of training) {
    it(`${id} is found in y and in dx`, () => {
      const report = reportOf(factor);
      assert.equal(report.yours?.verdict, 'disagrees');
      assert.deepEqual(found(report), [`y ${id}`, `dx ${id}`]);
      for (const { message } of report.diagnosis) assert.match(message, /^\p{L}.*\.$/u);
    });
  }

  it('is not named in garbage, whatever share is kept', () => {
    for (const p of [0, 1e-3, 0.3, 0.5, 1]) {
      for (const variant of ['inverted', 'vanilla'] as const) {
        const masks = [mask, mask.map(() => 1), mask.map(() => 0)];
        for (const given of masks) {
          const ids = reportOf((i) => 0.1 + Math.sin(3 * i + p), { variant }, given, p).diagnosis;
          for (const { id } of ids) assert.equal(id, 'unknown', `p = ${p}, ${variant}`);
        }
      }
    }
  });

  it('is named where all is kept, as far as that shows it', () => {
    const all = mask.map(() => 1);
    for (const [id, factor] of [
      ['zeros', 0],
      ['sign', -1],
      ['unknown', 0.7],
    ] as const) {
      assert.deepEqual(found(reportOf(() => factor, {}, all, 1)), [`y ${id}`, `dx ${id}`]);
    }
  });

  const evaluation: readonly (readonly [
    id: string,
    variant: 'inverted' | 'vanilla',
    factor: (i: number) => number,
  ])[] = [
    ['scaled-in-evaluation', 'inverted', () => keep],
    ['scaled-by-drop', 'inverted', () => 1 - keep],
    ['scaled-by-drop', 'vanilla', () => 1 - keep],
    ['sign', 'vanilla', () => -keep],
  ];
  for (const [id, variant, factor] of evaluation) {
    it(`${id} is found in the evaluation of ${variant} dropout`, () => {
      const report = reportOf(factor, { mode: 'eval', variant });
      assert.deepEqual(found(report), [`y ${id}`, `dx ${id}`]);
    });
  }

  it('blames no mask in evaluation, where none is due', () => {
    for (const variant of ['inverted', 'vanilla'] as const) {
      for (const factor of [() => 1, () => 1 / keep, kept, (i: number) => kept(i) / keep]) {
        for (const { message } of reportOf(factor, { mode: 'eval', variant }).diagnosis)
          assert.doesNotMatch(message, /mask is (not applied|missing|inverted)|division by p.* is missing/);
      }
    }
  });

  it('is found by a mask that is scaled', () => {
    const scaled = mask.map((value) => value / keep);
    assert.deepEqual(found(reportOf(kept, {}, scaled)), ['y scale-missing', 'dx scale-missing']);
  });

  const rights: readonly (readonly [options: Partial<CheckOptions>, factor: (i: number) => number])[] = [
    [{}, (i) => kept(i) / keep],
    [{ mode: 'eval' }, () => 1],
    [{ variant: 'vanilla' }, kept],
    [{ variant: 'vanilla', mode: 'eval' }, () => keep],
  ];
  it('is none in what is right', () => {
    for (const [options, factor] of rights) {
      const report = reportOf(factor, options);
      assert.equal(report.yours?.verdict, 'agrees');
      assert.deepEqual(report.diagnosis, []);
    }
  });
});

describe('blind spots of dropout', () => {
  const idsOf = (...args: Parameters<typeof reportOf>): string[] =>
    reportOf(...args).blindSpots.map(({ id }) => id);
  const right = (i: number): number => kept(i) / keep;

  it('is that gradients alone do not show a missing scale, unless y is brought as well', () => {
    assert.deepEqual(idsOf(right), []);
    assert.deepEqual(
      check(dropoutProblem()).blindSpots.map(({ id }) => id),
      ['scale-in-both'],
    );
  });

  it('are that all or a half is kept, and that the mask drops nothing or everything', () => {
    assert.ok(
      idsOf(
        () => 1,
        {},
        mask.map(() => 1),
        1,
      ).includes('keep-all'),
    );
    assert.ok(idsOf(right, {}, mask, 0.5).includes('keep-half'));
    assert.ok(
      idsOf(
        right,
        {},
        mask.map(() => 1),
      ).includes('nothing-dropped'),
    );
    assert.ok(
      idsOf(
        right,
        {},
        mask.map(() => 0),
      ).includes('all-dropped'),
    );
  });

  it('are not about a mask that takes no part', () => {
    for (const variant of ['inverted', 'vanilla'] as const) {
      const ids = idsOf(
        () => 1,
        { mode: 'eval', variant },
        mask.map(() => 0),
      );
      assert.ok(!ids.includes('all-dropped') && !ids.includes('nothing-dropped'));
    }
  });

  it('are that dout is 0', () => {
    const report = check(
      dropoutProblem(
        {},
        { inputs: { x: given({ shape, data: x }), dout: given({ shape, data: x.map(() => 0) }) } },
      ),
    );
    assert.ok(report.blindSpots.some(({ id }) => id === 'dout-zero'));
  });
});
