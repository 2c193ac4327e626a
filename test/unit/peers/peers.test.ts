import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import { peerCalls, peerVerdicts, type PeerVerdict } from '../../../src/core/peers/peers';
import { givenOf, routeAnswers } from '../../../src/core/peers/route';
import type { Problem } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import type { RouteId } from '../../../src/core/report/report';
import { problemOf } from '../support/batch';
import { courseBatch, testData } from '../support/fixtures';
import { formOf } from '../support/sample';

interface Case {
  readonly shape: readonly [number, number];
  readonly scale: number;
  readonly offset: number;
  readonly article: boolean;
  readonly slow: boolean;
  readonly fast: boolean;
}

const cases = testData('peer_verdicts.json') as readonly Case[];

function problemOfCase({ shape, scale, offset }: Case): Problem {
  const random = new RandomState(shape[0]);
  const x = random.randn(...shape).data.map((value) => scale * value + offset);
  const [gamma, beta] = [random.randn(shape[1]).data, random.randn(shape[1]).data];
  const dout = new RandomState(1).randn(...shape).data;
  return problemOf({ form: formOf('batchnorm', 'ND'), shape, x, gamma, beta, dout, eps: 1e-5 });
}

function verdictsOn(problem: Problem, route: RouteId): PeerVerdict[] {
  const given = givenOf(problem);
  const { judgement } = check(problem).routes.find(({ id }) => id === route)!;
  return peerVerdicts(given, routeAnswers(problem, route, peerCalls(given)), judgement.verdict);
}

const verdictOf = (verdicts: readonly PeerVerdict[], id: string): PeerVerdict =>
  verdicts.find((verdict) => verdict.id === id)!;

describe('What peers would say', () => {
  for (const given of cases) {
    const { shape, scale, offset, article, slow, fast } = given;
    const what = `the ${article ? 'article’s' : 'right'} closed form, ${shape.join(' x ')}, x ${scale} randn + ${offset}`;

    it(`is what PyTorch itself says of ${what}`, () => {
      const verdicts = verdictsOn(problemOfCase(given), article ? 'article' : 'closed');
      assert.deepEqual(
        [verdictOf(verdicts, 'torch-slow').passes, verdictOf(verdicts, 'torch-fast').passes],
        [slow, fast],
      );
    });
  }

  it('prints the course’s own figures on its own cell', () => {
    const { says, passes, misleads } = verdictOf(verdictsOn(problemOf(courseBatch), 'closed'), 'cs231n');
    assert.match(says, /^dx error: 1\.7e-9, dgamma error: 7\.42e-13, dbeta error: 2\.88e-12$/);
    assert.deepEqual([passes, misleads], [true, null]);
  });

  it('has every peer fail the article’s form on the course’s cell, rightly', () => {
    for (const { passes, misleads } of verdictsOn(problemOf(courseBatch), 'article')) {
      assert.deepEqual([passes, misleads], [false, null]);
    }
  });

  it('says why a peer passes what is wrong', () => {
    const blind = problemOfCase({ ...cases[0]!, scale: 1e7 });
    const slow = verdictOf(verdictsOn(blind, 'article'), 'torch-slow');
    assert.equal(slow.passes, true);
    assert.match(slow.misleads ?? '', /^It forgives 0\.00001 in every entry of the Jacobian/);
  });

  it('says why a peer fails what is right', () => {
    const strict = problemOfCase({ ...cases[0]!, offset: 1e6 });
    const slow = verdictOf(verdictsOn(strict, 'closed'), 'torch-slow');
    assert.equal(slow.passes, false);
    assert.match(slow.misleads ?? '', /its absolute step 0\.000001 is too small or too large/);
  });

  it('leaves out the peers that move every element where there are too many', () => {
    const shape = [40, 20] as const;
    const problem = problemOfCase({ ...cases[0]!, shape });
    assert.deepEqual(
      verdictsOn(problem, 'closed').map(({ id }) => id),
      ['torch-fast', 'jax'],
    );
  });

  it('works for every input a layer has: RMS norm, layer norm', () => {
    const shape = [3, 4];
    const parts = new RandomState(2);
    const [x, dout] = [parts.randn(3, 4).data, parts.randn(3, 4).data];
    const sample = { shape, x, dout, gamma: parts.randn(4).data, beta: parts.randn(4).data, eps: 1e-5 };
    for (const layer of ['rmsnorm', 'layernorm'] as const) {
      const problem = problemOf({ ...sample, form: formOf(layer, 'ND') });
      for (const { passes, name } of verdictsOn(problem, 'closed')) assert.ok(passes, `${layer}, ${name}`);
    }
  });
});
