import assert from 'node:assert/strict';
import katex from 'katex';
import { evalSteps, trainSteps } from '../../../src/core/layer/batchnorm';
import { each, Workspace, type Domain, type Line, type Name } from '../../../src/core/layer/expression';
import { batchNormLayout, layoutOf, type Layout } from '../../../src/core/layer/layout';
import { routes } from '../../../src/core/layer/route';
import { runningLines } from '../../../src/core/layer/running';
import { gradientTex, nodeTex, type Node, type Step } from '../../../src/core/layer/step';
import { presets } from '../../../src/core/problem/preset';
import { RandomState } from '../../../src/core/random/random-state';
import { sizeOf } from '../../../src/core/tensor/tensor';

type Values = Map<Name, Float64Array>;
const eps = 0.1;

const domains: Partial<Record<Name, Domain>> = {
  x: 'element',
  gamma: 'parameter',
  beta: 'parameter',
  running_mean: 'group',
  running_var: 'group',
};
for (const { id, expression } of [...trainSteps, ...evalSteps]) domains[id] = expression.domain;
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
  const workspace = new Workspace(layout, eps);
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

const layouts = {
  'batch norm (4, 3)': batchNormLayout([4, 3]),
  'layer norm (2, 3, 4)': layoutOf([2, 3, 4], { normalised: [2], parameters: [2] }),
  'spatial batch norm (2, 3, 2, 2)': layoutOf([2, 3, 2, 2], { normalised: [0, 2, 3], parameters: [1] }),
};

for (const [mode, steps] of [
  ['training', trainSteps],
  ['evaluation', evalSteps],
] as const) {
  describe(`the steps of ${mode} mode`, () => {
    for (const step of steps) {
      const inputs = Object.keys(step.backward) as Node[];
      for (const [name, layout] of Object.entries(layouts)) {
        for (const input of inputs) {
          it(`${step.id}: hands ${input} the transpose of its Jacobian, ${name}`, () => {
            const values = randomValues(layout);
            const random = new RandomState(6);
            const u = random.randn(lengthOf(layout, domainOf(input))).data;
            const v = random.randn(lengthOf(layout, domainOf(step.id))).data;
            const expression = step.backward[input]?.expression;
            assert.ok(expression);
            assert.equal(expression.domain, domainOf(input));

            const workspace = workspaceOf(layout, values).run([step]);
            workspace.set(step.id === 'y' ? 'dout' : `d${step.id}`, domainOf(step.id), v);
            const back = workspace.run([{ id: `d${input}`, name: '', tex: '', expression }]).get(`d${input}`);
            const expected = directional(layout, values, step, input, u, v);
            const size = dot(back.map(Math.abs), u.map(Math.abs));
            assert.ok(Math.abs(dot(back, u) - expected) <= 1e-8 * size, `${dot(back, u)} for ${expected}`);
          });
        }
      }

      it(`${step.id}: hands something to every node that its formula reads`, () => {
        const layout = layouts['batch norm (4, 3)'];
        const read = Object.keys(nodeTex).filter((node) => {
          if (node === step.id) return false;
          const values = randomValues(layout);
          const before = workspaceOf(layout, values).run([step]).get(step.id);
          const moved = (values.get(node as Node) ?? before).map((value) => value + 0.25);
          const after = workspaceOf(layout, new Map([...values, [node as Node, moved]]))
            .run([step])
            .get(step.id);
          return after.some((value, i) => value !== before[i]);
        });
        assert.deepEqual(inputs.sort(), read.sort());
      });
    }
  });
}

describe('the forward formulas', () => {
  const layout = batchNormLayout([3, 2]);
  const values: Values = new Map([
    ['x', Float64Array.of(1, 10, 2, 20, 6, 60)],
    ['mu', Float64Array.of(3, 30)],
    ['xmu', Float64Array.of(-2, -20, -1, -10, 3, 30)],
    ['sq', Float64Array.of(4, 400, 1, 100, 9, 900)],
    ['var', Float64Array.of(3.9, 24.9)],
    ['std', Float64Array.of(2, 5)],
    ['xhat', Float64Array.of(1, 2, 3, 4, 5, 6)],
    ['gamma', Float64Array.of(10, -1)],
    ['gammax', Float64Array.of(1, 2, 3, 4, 5, 6)],
    ['beta', Float64Array.of(100, 200)],
    ['running_mean', Float64Array.of(1, 10)],
    ['running_var', Float64Array.of(0.8, 0.15)],
  ]);
  const expected: readonly (readonly [steps: readonly Step[], id: Node, values: readonly number[]])[] = [
    [trainSteps, 'mu', [3, 30]],
    [trainSteps, 'xmu', [-2, -20, -1, -10, 3, 30]],
    [trainSteps, 'sq', [4, 400, 1, 100, 9, 900]],
    [trainSteps, 'var', [14 / 3, 1400 / 3]],
    [trainSteps, 'std', [2, 5]],
    [trainSteps, 'xhat', [-1, -4, -0.5, -2, 1.5, 6]],
    [trainSteps, 'gammax', [10, -2, 30, -4, 50, -6]],
    [trainSteps, 'y', [101, 202, 103, 204, 105, 206]],
    [evalSteps, 'xmu', [0, 0, 1, 10, 5, 50]],
    [evalSteps, 'std', [Math.sqrt(0.9), 0.5]],
  ];
  for (const [steps, id, numbers] of expected) {
    it(`${steps === evalSteps ? 'evaluation' : 'training'}: ${id} is what its formula says`, () => {
      const step = steps.find((other) => other.id === id);
      assert.ok(step);
      assert.deepEqual([...workspaceOf(layout, values).run([step]).get(id)], numbers);
    });
  }
});

describe('the TeX', () => {
  const lines = [
    ...trainSteps,
    ...evalSteps,
    ...Object.values(routes).flatMap((list) => list.flatMap((route) => route.lines)),
    ...Object.values(presets).flatMap(runningLines),
  ];
  const pullbacks = [...trainSteps, ...evalSteps].flatMap(({ backward }) => Object.values(backward));

  it('of every step, line and pullback is TeX that KaTeX takes', () => {
    const all = [...lines, ...pullbacks].map(({ tex }) => tex);
    assert.ok(all.length > 60);
    for (const tex of all)
      katex.renderToString(tex, { throwOnError: true, strict: 'error', displayMode: true });
  });

  it('of every node and its gradient is TeX that KaTeX takes', () => {
    for (const tex of Object.values(nodeTex)) {
      katex.renderToString(gradientTex(tex), { throwOnError: true, strict: 'error' });
    }
  });

  it('is the same within a route for no two lines', () => {
    for (const { lines: own } of Object.values(routes).flat()) {
      assert.equal(new Set(own.map(({ tex }) => tex)).size, own.length);
      assert.equal(new Set(own.map(({ id }) => id)).size, own.length);
    }
  });
});

describe('a workspace', () => {
  it('names a value that is missing', () => {
    assert.throws(() => new Workspace(batchNormLayout([2, 2]), 0).get('mu'), /mu is not computed yet/);
  });

  it('refuses a formula that reads an element where there is none', () => {
    const workspace = new Workspace(batchNormLayout([2, 2]), 0);
    workspace.set('x', 'element', new Float64Array(4));
    const line: Line = { id: 'mu', name: '', tex: '', expression: each('group', ({ x }, i) => x(i)) };
    assert.throws(() => workspace.run([line]), /x has no value for each group/);
  });
});
