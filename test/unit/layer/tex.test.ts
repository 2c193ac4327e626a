import assert from 'node:assert/strict';
import katex from 'katex';
import { dropoutClosed, dropoutSteps } from '../../../src/core/layer/dropout';
import type { Form } from '../../../src/core/layer/form';
import { layerOf } from '../../../src/core/layer/layer';
import { withIndices } from '../../../src/core/layer/notation';
import { normSteps } from '../../../src/core/layer/norm';
import { conventions, runningLines } from '../../../src/core/layer/running';
import { gradientTex, nodeTex, type Step } from '../../../src/core/layer/step';
import { dxMistakes } from '../../../src/core/diagnosis/mistakes/dx';
import { outputMistakes } from '../../../src/core/diagnosis/mistakes/output';
import { dbetaMistakes, dgammaMistakes } from '../../../src/core/diagnosis/mistakes/parameters';
import { presets } from '../../../src/core/problem/preset';
import type { CheckOptions } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import { problemOf } from '../support/batch';
import { formOf, plainest, randomSample, settings } from '../support/sample';
import { dropoutProblem } from '../support/dropout';

const render = (tex: string): string =>
  katex.renderToString(tex, { throwOnError: true, strict: 'error', displayMode: true });

const forms: readonly Form[] = [...settings.map(({ form }) => form), formOf('dropout', 'ND')];
const factors = ['inverted', 'as given', 'constant', 'identity'] as const;
const stepSets: readonly (readonly Step[])[] = [
  ...Object.values(normSteps),
  ...factors.map((factor) => dropoutSteps(factor, 0.5)),
];

describe('the TeX', () => {
  for (const { name, form, shape } of settings) {
    it(`of every line of ${name} is TeX that KaTeX takes, with no index left open`, () => {
      const { forward, routes } = layerOf(problemOf(randomSample(new RandomState(1), { form, shape })));
      const lines = [...forward, ...routes.flatMap((route) => route.lines)];
      assert.ok(lines.length > 20);
      for (const { tex } of lines) {
        const written = withIndices(tex, form);
        assert.doesNotMatch(written, /@/);
        render(written);
      }
    });
  }

  const others: readonly (readonly [name: string, tex: readonly string[]])[] = [
    ['every step', stepSets.flat().map(({ tex }) => tex)],
    [
      'every pullback',
      stepSets.flat().flatMap(({ backward }) => Object.values(backward).map(({ tex }) => tex)),
    ],
    ['every node and its gradient', Object.values(nodeTex).flatMap((tex) => [tex, gradientTex(tex)])],
    ['dropout in one line', factors.flatMap((factor) => dropoutClosed(factor, 0.5).map(({ tex }) => tex))],
    [
      'the running statistics by every convention',
      [...Object.values(presets), ...Object.values(conventions(0.25, 3))].flatMap((update) =>
        runningLines(update).map(({ tex }) => tex),
      ),
    ],
    [
      'the terms of every mistake',
      [...dxMistakes, ...outputMistakes, ...dgammaMistakes, ...dbetaMistakes].flatMap(({ terms }) =>
        terms === null ? [] : [terms.is, terms.due],
      ),
    ],
  ];
  for (const [name, all] of others) {
    it(`of ${name} is TeX that KaTeX takes, in the indices of every form`, () => {
      assert.ok(all.length >= 4);
      for (const tex of new Set(all)) for (const form of forms) render(withIndices(tex, form));
    });
  }

  const options: readonly Partial<CheckOptions>[] = [
    {},
    { mode: 'eval' },
    { variant: 'vanilla' },
    { variant: 'vanilla', mode: 'eval' },
  ];
  it('is the same within a route for no two lines', () => {
    const norms = settings.map((setting) => problemOf(randomSample(new RandomState(1), setting)));
    const evaluation = problemOf(randomSample(new RandomState(1), plainest('batchnorm')), {
      options: { mode: 'eval' },
    });
    for (const problem of [...norms, evaluation, ...options.map((option) => dropoutProblem(option))]) {
      for (const { lines } of layerOf(problem).routes) {
        assert.equal(new Set(lines.map(({ tex }) => tex)).size, lines.length);
        assert.equal(new Set(lines.map(({ id }) => id)).size, lines.length);
      }
    }
  });

  it('names rows and features, channels and positions by the letters of the layer', () => {
    const mean = String.raw`\mu_{@G} = \frac{1}{N} \sum_{@R} x_{@E}`;
    const written = (form: Form): string => withIndices(mean, form);
    assert.equal(written(formOf('batchnorm', 'ND')), String.raw`\mu_{j} = \frac{1}{N} \sum_{i} x_{ij}`);
    assert.equal(written(formOf('layernorm', 'ND')), String.raw`\mu_{i} = \frac{1}{N} \sum_{j} x_{ij}`);
    assert.equal(written(formOf('batchnorm', 'NCHW')), String.raw`\mu_{c} = \frac{1}{N} \sum_{n,s} x_{ncs}`);
    assert.equal(written(formOf('instancenorm', 'NCL')), String.raw`\mu_{nc} = \frac{1}{N} \sum_{s} x_{ncs}`);
    assert.equal(
      written(formOf('groupnorm', 'NCL')),
      String.raw`\mu_{n,g(k)} = \frac{1}{N} \sum_{k \in g,\, s} x_{nks}`,
    );
  });
});
