import assert from 'node:assert/strict';
import { judgement } from '../../../src/core/gradcheck/judgement';
import type { OutputName } from '../../../src/core/problem/problem';
import type { Comparison, Verdict } from '../../../src/core/report/report';

function row(output: OutputName, verdict: Verdict, rest: Partial<Comparison> = {}): Comparison {
  return {
    output,
    left: 'yours',
    right: 'reference',
    verdict,
    maxAbs: 0,
    relError: 0,
    ulps: 0,
    worst: null,
    wrong: 0,
    severest: [],
    unjudged: 0,
    count: 4,
    reason: null,
    ...rest,
  };
}

const worst = (element: string, value: number, expected: number, bound: number): Partial<Comparison> => ({
  worst: { element, index: [2, 1], position: 5, value, expected, bound },
});

describe('a judgement', () => {
  const cases: readonly [name: string, rows: readonly Comparison[], sentence: string][] = [
    [
      'says which outputs agree, and what comes nearest to the bound',
      [
        row('dx', 'agrees', worst('dx[2,1]', 1.5, 1.25, 1)),
        row('dgamma', 'agrees', worst('dgamma[0]', 2, 1, 100)),
        row('dbeta', 'agrees'),
      ],
      'Your dx, dgamma and dbeta agree with the reference: worst is dx[2,1], off by 0.25 where rounding explains 1.',
    ],
    [
      'speaks of one output in the singular',
      [row('dx', 'agrees', worst('dx[2,1]', 1.5, 1.25, 1))],
      'Your dx agrees with the reference: worst is dx[2,1], off by 0.25 where rounding explains 1.',
    ],
    [
      'speaks of one output in the singular where nothing differs',
      [row('dx', 'agrees')],
      'Your dx agrees with the reference.',
    ],
    [
      'calls a right value 0 that is only rounding',
      [row('dx', 'disagrees', { ...worst('dx[2,1]', 0.5, -2.6e-33, 1e-15), wrong: 1 })],
      'Your dx disagrees: dx[2,1] is 0.5 where 0 is right, off by 0.5 where rounding explains 1e-15; ' +
        '1 of 4 elements is wrong.',
    ],
    [
      'names no worst element where nothing differs',
      [row('dgamma', 'agrees'), row('dbeta', 'agrees')],
      'Your dgamma and dbeta agree with the reference.',
    ],
    [
      'says what is, what is right, how far off, and how many',
      [
        row('dx', 'agrees'),
        row('dgamma', 'disagrees', { ...worst('dgamma[2,1]', -1.5, 0.5, 1e-15), wrong: 3 }),
      ],
      'Your dgamma disagrees: dgamma[2,1] is -1.5 where 0.5 is right, off by 2 where rounding explains 1e-15; 3 of 4 elements are wrong.',
    ],
    [
      'says why it cannot decide',
      [
        row('dx', 'cannot-decide', {
          ...worst('dx[2,1]', NaN, NaN, 0),
          reason: 'there is no finite right answer',
        }),
        row('dbeta', 'agrees'),
      ],
      'Cannot decide about your dx: at dx[2,1] there is no finite right answer.',
    ],
    [
      'puts a disagreement before what cannot be decided',
      [row('dx', 'cannot-decide'), row('dbeta', 'disagrees', { ...worst('dbeta[2,1]', 2, 1, 0), wrong: 1 })],
      'Your dbeta disagrees: dbeta[2,1] is 2 where 1 is right, off by 1 where rounding explains 0; 1 of 4 elements is wrong.',
    ],
  ];
  for (const [name, rows, sentence] of cases) {
    it(name, () => assert.equal(judgement('your', rows).sentence, sentence));
  }

  it('is about the output that decided it', () => {
    const { verdict, output } = judgement('your', [row('dx', 'agrees'), row('dgamma', 'disagrees')]);
    assert.deepEqual([verdict, output], ['disagrees', 'dgamma']);
  });

  it('needs something to judge', () => assert.throws(() => judgement('your', [])));
});
