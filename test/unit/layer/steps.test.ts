import assert from 'node:assert/strict';
import { dropoutSteps } from '../../../src/core/layer/dropout';
import { each, type Domain, type Line, type Name } from '../../../src/core/layer/expression';
import { layoutFor, layoutOf, type Layout } from '../../../src/core/layer/layout';
import { normSteps } from '../../../src/core/layer/norm';
import { nodeTex, type Node, type Step } from '../../../src/core/layer/step';
import { Workspace } from '../../../src/core/layer/workspace';
import { RandomState } from '../../../src/core/random/random-state';
import { sizeOf } from '../../../src/core/tensor/tensor';
import { formOf } from '../support/sample';

type Values = Map<Name, Float64Array>;

/** Every way to compute a layer, as steps. */
const stepSets: Readonly<Record<string, readonly Step[]>> = {
  ...normSteps,
  'dropout, inverted': dropoutSteps('inverted', 0.3),
  'dropout, mask as given': dropoutSteps('as given', 0.3),
  'dropout, scaled in evaluation': dropoutSteps('constant', 0.3),
  'dropout, nothing in evaluation': dropoutSteps('identity', 0.3),
};

const domains: Partial<Record<Name, Domain>> = {
  x: 'element',
  mask: 'element',
  gamma: 'parameter',
  beta: 'parameter',
  running_mean: 'group',
  running_var: 'group',
  eps: 'group',
  mu_rest: 'group',
};
for (const { id, expression } of Object.values(stepSets).flat()) domains[id] = expression.domain;
const domainOf = (name: Name): Domain => domains[name] ?? 'element';

const lengthOf = (layout: Layout, domain: Domain): number =>
  ({ element: layout.size, group: sizeOf(layout.groupShape), parameter: sizeOf(layout.paramShape) })[domain];

/** A value for every node, unrelated to one another: each step is looked at on its own. */
function randomValues(layout: Layout): Values {
  const random = new RandomState(5);
  const values: Values = new Map();
  for (const [name, domain] of Object.entries(domains)) {
    // Positive and away from 0, so that roots and quotients are smooth.
    values.set(
      name as Name,
      Float64Array.from({ length: lengthOf(layout, domain) }, () => 0.5 + random.uniform()),
    );
  }
  return values;
}

function workspaceOf(layout: Layout, values: Values): Workspace {
  const workspace = new Workspace(layout);
  for (const [name, data] of values) workspace.set(name, domainOf(name), data);
  return workspace;
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);

/** <v, J u> of a step for one input, by central differences of the step's own formula. */
function directional(
  layout: Layout,
  values: Values,
  step: Step,
  input: Node,
  u: Float64Array,
  v: Float64Array,
): number {
  const h = 1e-5;
  const [above = NaN, below = NaN] = [h, -h].map((t) => {
    const moved = (values.get(input) ?? u).map((value, i) => value + t * (u[i] ?? NaN));
    return dot(
      v,
      workspaceOf(layout, new Map([...values, [input, moved]]))
        .run([step])
        .get(step.id),
    );
  });
  return (above - below) / (2 * h);
}

const matrix = layoutFor([4, 3], formOf('batchnorm', 'ND'));
const layouts = {
  'batch norm (4, 3)': matrix,
  'layer norm (2, 3, 4)': layoutFor([2, 3, 4], formOf('layernorm', 'NCL')),
  'layer norm (2, 3, 4) over two axes': layoutFor([2, 3, 4], formOf('layernorm', 'NCL', { normDims: 2 })),
  'batch norm (2, 3, 2, 2)': layoutFor([2, 3, 2, 2], formOf('batchnorm', 'NCHW')),
  'instance norm (2, 2, 3, 2), channels last': layoutFor([2, 2, 3, 2], formOf('instancenorm', 'NHWC')),
  'group norm (2, 4, 3)': layoutFor([2, 4, 3], formOf('groupnorm', 'NCL')),
};

for (const [set, steps] of Object.entries(stepSets)) {
  describe(`the steps of ${set}`, () => {
    for (const step of steps) {
      const inputs = Object.keys(step.backward) as Node[];
      for (const input of inputs) {
        it(`${step.id}: hands ${input} the transpose of its Jacobian`, () => {
          for (const [name, layout] of Object.entries(layouts)) {
            const values = randomValues(layout);
            const random = new RandomState(6);
            const u = random.randn(lengthOf(layout, domainOf(input))).data;
            const v = random.randn(lengthOf(layout, domainOf(step.id))).data;
            const expression = step.backward[input]?.expression;
            assert.ok(expression);
            assert.equal(expression.domain, domainOf(input));

            const workspace = workspaceOf(layout, values).run([step]);
            workspace.set(step.id === 'y' ? 'dout' : `d${step.id}`, domainOf(step.id), v);
            const back = workspace.value(expression);
            const expected = directional(layout, values, step, input, u, v);
            const size = dot(back.map(Math.abs), u.map(Math.abs));
            const found = dot(back, u);
            assert.ok(Math.abs(found - expected) <= 1e-8 * size, `${name}: ${found} for ${expected}`);
          }
        });
      }

      it(`${step.id}: hands something to every node that its formula reads`, () => {
        const read = Object.keys(nodeTex).filter((node) => {
          if (node === step.id) return false;
          const values = randomValues(matrix);
          const before = workspaceOf(matrix, values).run([step]).get(step.id);
          const moved = (values.get(node as Node) ?? before).map((value) => value + 0.25);
          const after = workspaceOf(matrix, new Map([...values, [node as Node, moved]]))
            .run([step])
            .get(step.id);
          return after.some((value, i) => value !== before[i]);
        });
        // Dropout's factor is a constant of the layer: nobody asks for its gradient.
        assert.deepEqual(inputs.sort(), read.filter((node) => node !== 'factor').sort());
      });
    }
  });
}

describe('the forward formulas', () => {
  const values: Values = new Map([
    ['x', Float64Array.of(1, 10, 2, 20, 6, 60)],
    ['mu', Float64Array.of(3, 30)],
    ['mu_rest', Float64Array.of(0, 0)],
    ['eps', Float64Array.of(0.1, 0.1)],
    ['xmu', Float64Array.of(-2, -20, -1, -10, 3, 30)],
    ['sq', Float64Array.of(4, 400, 1, 100, 9, 900)],
    ['var', Float64Array.of(3.9, 24.9)],
    ['std', Float64Array.of(2, 5)],
    ['ms', Float64Array.of(8.9, 15.9)],
    ['rms', Float64Array.of(4, 5)],
    ['xhat', Float64Array.of(1, 2, 3, 4, 5, 6)],
    ['gamma', Float64Array.of(10, -1)],
    ['gammax', Float64Array.of(1, 2, 3, 4, 5, 6)],
    ['beta', Float64Array.of(100, 200)],
    ['running_mean', Float64Array.of(1, 10)],
    ['running_var', Float64Array.of(0.8, 0.15)],
    ['mask', Float64Array.of(1, 0, 1, 0, 0, 1)],
    ['factor', Float64Array.of(2, 0, 2, 0, 0, 4)],
  ]);
  const expected: readonly (readonly [set: string, id: Node, values: readonly number[]])[] = [
    ['centred', 'mu', [3, 30]],
    ['centred', 'xmu', [-2, -20, -1, -10, 3, 30]],
    ['centred', 'sq', [4, 400, 1, 100, 9, 900]],
    ['centred', 'var', [14 / 3, 1400 / 3]],
    ['centred', 'std', [2, 5]],
    ['centred', 'xhat', [-1, -4, -0.5, -2, 1.5, 6]],
    ['centred', 'gammax', [10, -2, 30, -4, 50, -6]],
    ['centred', 'y', [101, 202, 103, 204, 105, 206]],
    ['constant', 'xmu', [0, 0, 1, 10, 5, 50]],
    ['constant', 'std', [Math.sqrt(0.9), 0.5]],
    ['uncentred', 'sq', [1, 100, 4, 400, 36, 3600]],
    ['uncentred', 'ms', [14 / 3, 1400 / 3]],
    ['uncentred', 'rms', [3, 4]],
    ['uncentred', 'xhat', [0.25, 2, 0.5, 4, 1.5, 12]],
    ['uncentred', 'y', [101, 202, 103, 204, 105, 206]],
    ['unshifted', 'y', [1, 2, 3, 4, 5, 6]],
    ['dropout, inverted', 'factor', [1 / 0.3, 0, 1 / 0.3, 0, 0, 1 / 0.3]],
    ['dropout, mask as given', 'factor', [1, 0, 1, 0, 0, 1]],
    ['dropout, scaled in evaluation', 'factor', [0.3, 0.3, 0.3, 0.3, 0.3, 0.3]],
    ['dropout, nothing in evaluation', 'factor', [1, 1, 1, 1, 1, 1]],
    ['dropout, inverted', 'y', [2, 0, 4, 0, 0, 240]],
  ];
  for (const [set, id, numbers] of expected) {
    it(`${set}: ${id} is what its formula says`, () => {
      const step = stepSets[set]?.find((other) => other.id === id);
      assert.ok(step);
      const layout = layoutFor([3, 2], formOf('batchnorm', 'ND'));
      assert.deepEqual([...workspaceOf(layout, values).run([step]).get(id)], numbers);
    });
  }
});

describe('a workspace', () => {
  const layout = layoutOf([2, 2], { normalised: [0], parameters: [1] });
  const line = (id: Name, expression: Line['expression']): Line => ({ id, name: '', tex: '', expression });

  it('names a value that is missing', () => {
    assert.throws(() => new Workspace(layout).get('mu'), /mu is not computed yet/);
  });

  it('refuses a formula that reads a value that is not computed', () => {
    const workspace = new Workspace(layout);
    workspace.set('x', 'element', new Float64Array(4));
    assert.throws(() => workspace.run(normSteps.centred.slice(1)));
  });

  it('refuses a formula that reads an element where there is none', () => {
    const workspace = new Workspace(layout);
    workspace.set('x', 'element', new Float64Array(4));
    const wrong = line(
      'mu',
      each(
        'group',
        ({ x }) =>
          (i) =>
            x(i),
      ),
    );
    assert.throws(() => workspace.run([wrong]), /x has no value for each group/);
  });

  it('sees the values of the one that it stands on, and leaves them as they are', () => {
    const below = new Workspace(layout);
    below.set('x', 'element', Float64Array.of(1, 2, 3, 4));
    const above = new Workspace(layout, below);
    above.set('mu', 'group', Float64Array.of(1, 2));
    assert.deepEqual([...above.get('x')], [1, 2, 3, 4]);
    assert.ok(above.has('mu') && !below.has('mu'));
  });

  it('sums without losing what a sum in float64 loses', () => {
    const column = layoutOf([5, 1], { normalised: [0], parameters: [1] });
    const workspace = new Workspace(column);
    workspace.set('x', 'element', Float64Array.of(1e16, 1, -1e16, 1, 1));
    assert.deepEqual([...workspace.run(normSteps.centred.slice(0, 1)).get('mu')], [3 / 5]);
  });
});
