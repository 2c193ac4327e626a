import { each, type Expression, type Line, type Name } from './expression';

/** A value that steps compute or read, and so a node of the computational graph. */
export type Node = Extract<
  Name,
  | 'x'
  | 'gamma'
  | 'beta'
  | 'mu'
  | 'xmu'
  | 'sq'
  | 'var'
  | 'std'
  | 'ms'
  | 'rms'
  | 'xhat'
  | 'gammax'
  | 'factor'
  | 'y'
>;

/** What a step passes back to one of its inputs: its vector-Jacobian product for that input. */
export interface Pullback {
  readonly tex: string;
  readonly expression: Expression;
}

/** One node of the computational graph: its formula forwards, and the gradient it hands to each input. */
export interface Step extends Line {
  readonly id: Node;
  readonly backward: { readonly [input in Node]?: Pullback };
}

/** TeX of the gradient with respect to a node. */
export function gradientTex(tex: string): string {
  return String.raw`\frac{\partial L}{\partial ${tex}}`;
}

/** How each node is written. */
export const nodeTex: Readonly<Record<Node, string>> = {
  x: 'x_{@E}',
  gamma: String.raw`\gamma_{@P}`,
  beta: String.raw`\beta_{@P}`,
  mu: String.raw`\mu_{@G}`,
  xmu: 'c_{@E}',
  sq: 'q_{@E}',
  var: String.raw`\sigma_{@G}^2`,
  std: 's_{@G}',
  ms: 'v_{@G}',
  rms: 's_{@G}',
  xhat: String.raw`\hat{x}_{@E}`,
  gammax: 'z_{@E}',
  factor: 'm_{@E}',
  y: 'y_{@E}',
};

/**
 * The backward pass of a list of steps: the same list walked back, each step handing its gradient to its inputs.
 * A node that several steps read gets one line for each of them (`dxmu_1`, `dxmu_2`) and one for their sum.
 */
export function walkBack(steps: readonly Step[]): Line[] {
  const lines: Line[] = [];
  const readers = (node: Node): number => steps.filter(({ backward }) => node in backward).length;
  const parts = new Map<Node, number>();
  for (const step of [...steps].reverse()) {
    for (const [key, { tex, expression }] of Object.entries(step.backward)) {
      const input = key as Node;
      const part = (parts.get(input) ?? 0) + 1;
      parts.set(input, part);
      const branches = readers(input) > 1;
      lines.push({
        id: branches ? (`d${input}_${part}` as Name) : (`d${input}` as Name),
        name: `gradient of ${input} through ${step.id}`,
        tex: branches
          ? String.raw`\left(${gradientTex(nodeTex[input])}\right)_{${part}} = ${tex}`
          : `${gradientTex(nodeTex[input])} = ${tex}`,
        expression,
      });
      if (branches && part === readers(input)) lines.push(total(input, expression));
    }
  }
  return lines;
}

/** The gradients of the two branches of a node, added. */
function total(node: Node, { domain }: Expression): Line {
  const [first, second] = [`d${node}_1` as Name, `d${node}_2` as Name];
  const tex = gradientTex(nodeTex[node]);
  return {
    id: `d${node}` as Name,
    name: `gradient of ${node}, both branches added`,
    tex: String.raw`${tex} = \left(${tex}\right)_1 + \left(${tex}\right)_2`,
    expression: each(
      domain,
      ({ [first]: one, [second]: other }) =>
        (i) =>
          one(i) + other(i),
    ),
  };
}
