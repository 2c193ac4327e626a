import type { RouteId } from '../report/report';
import { each, mean, sum, type Line } from './expression';
import { gradientTex as d, walkBack, type Step } from './step';

/** One way of writing the backward pass: lines that end in dx, dgamma and dbeta. */
export interface Route {
  readonly id: RouteId;
  readonly name: string;
  /** Whose values they are, in a sentence: "the closed form's dx". */
  readonly owner: string;
  readonly about: string;
  /** False for a route that is wrong on purpose. */
  readonly sound: boolean;
  readonly lines: readonly Line[];
}

const g = String.raw`\gamma_{@P} ${d('y_{@E}')}`;

const dgamma: Line = {
  id: 'dgamma',
  name: 'gradient of gamma',
  tex: String.raw`${d(String.raw`\gamma_{@P}`)} = \sum_{@S} ${d('y_{@E}')}\, \hat{x}_{@E}`,
  expression: sum(
    'parameter',
    ({ dout, xhat }) =>
      (i) =>
        dout(i) * xhat(i),
  ),
};

const dbeta: Line = {
  id: 'dbeta',
  name: 'gradient of beta',
  tex: String.raw`${d(String.raw`\beta_{@P}`)} = \sum_{@S} ${d('y_{@E}')}`,
  expression: sum(
    'parameter',
    ({ dout }) =>
      (i) =>
        dout(i),
  ),
};

const dxhat: Line = {
  id: 'dxhat',
  name: 'gradient of the normalised input',
  tex: String.raw`${d(String.raw`\hat{x}_{@E}`)} = ${g}`,
  expression: each(
    'element',
    ({ gamma, dout }) =>
      (i) =>
        gamma(i) * dout(i),
  ),
};

const S0: Line = {
  id: 'S0',
  name: 'S0, sum of the gradient of xhat',
  tex: String.raw`S_{0,@G} = \sum_{@R} ${d(String.raw`\hat{x}_{@E}`)}`,
  expression: sum(
    'group',
    ({ dxhat }) =>
      (i) =>
        dxhat(i),
  ),
};

const S1: Line = {
  id: 'S1',
  name: 'S1, sum of the gradient of xhat times xhat',
  tex: String.raw`S_{1,@G} = \sum_{@R} ${d(String.raw`\hat{x}_{@E}`)}\, \hat{x}_{@E}`,
  expression: sum(
    'group',
    ({ dxhat, xhat }) =>
      (i) =>
        dxhat(i) * xhat(i),
  ),
};

const graph = (lines: readonly Line[]): Route => ({
  id: 'graph',
  name: 'Computational graph',
  owner: 'the graph’s',
  about: 'The forward steps walked back one by one, each handing its gradient to its inputs.',
  sound: true,
  lines,
});

/** The six equations of Ioffe and Szegedy 2015, section 3. */
const paper: Route = {
  id: 'paper',
  name: 'Paper’s six equations',
  owner: 'the paper’s',
  about: 'The chain rule through variance and mean as Ioffe and Szegedy print it (2015, section 3).',
  sound: true,
  lines: [
    dxhat,
    {
      id: 'dvar',
      name: 'gradient of the variance',
      tex: String.raw`${d(String.raw`\sigma_{@G}^2`)} = \sum_{@R} ${d(String.raw`\hat{x}_{@E}`)} (x_{@E} - \mu_{@G}) \cdot \left(-\tfrac{1}{2}\right) (\sigma_{@G}^2 + \epsilon)^{-3/2}`,
      expression: sum(
        'group',
        ({ dxhat, xmu, std }) =>
          (i) =>
            dxhat(i) * xmu(i) * -0.5 * std(i) ** -3,
      ),
    },
    {
      id: 'dmu',
      name: 'gradient of the mean',
      tex: String.raw`${d(String.raw`\mu_{@G}`)} = \sum_{@R} ${d(String.raw`\hat{x}_{@E}`)} \cdot \frac{-1}{\sqrt{\sigma_{@G}^2 + \epsilon}} + ${d(String.raw`\sigma_{@G}^2`)} \cdot \frac{\sum_{@R} -2 (x_{@E} - \mu_{@G})}{N}`,
      expression: sum(
        'group',
        ({ dxhat, std, dvar, xmu, N }) =>
          (i) =>
            -dxhat(i) / std(i) + (dvar(i) * -2 * xmu(i)) / N,
      ),
    },
    {
      id: 'dx',
      name: 'gradient of x: three paths added',
      tex: String.raw`${d('x_{@E}')} = ${d(String.raw`\hat{x}_{@E}`)} \cdot \frac{1}{\sqrt{\sigma_{@G}^2 + \epsilon}} + ${d(String.raw`\sigma_{@G}^2`)} \cdot \frac{2 (x_{@E} - \mu_{@G})}{N} + ${d(String.raw`\mu_{@G}`)} \cdot \frac{1}{N}`,
      expression: each(
        'element',
        ({ dxhat, std, dvar, xmu, dmu, N }) =>
          (i) =>
            dxhat(i) / std(i) + (dvar(i) * 2 * xmu(i)) / N + dmu(i) / N,
      ),
    },
    dgamma,
    dbeta,
  ],
};

const closed: Route = {
  id: 'closed',
  name: 'Closed form',
  owner: 'the closed form’s',
  about: 'The paper’s equations put into one another and simplified, as in batchnorm_backward_alt.',
  sound: true,
  lines: [
    dxhat,
    S0,
    S1,
    {
      id: 'dx',
      name: 'gradient of x',
      tex: String.raw`${d('x_{@E}')} = \frac{N ${d(String.raw`\hat{x}_{@E}`)} - S_{0,@G} - \hat{x}_{@E}\, S_{1,@G}}{N \sqrt{\sigma_{@G}^2 + \epsilon}}`,
      expression: each(
        'element',
        ({ dxhat, S0, S1, xhat, std, N }) =>
          (i) =>
            (N * dxhat(i) - S0(i) - xhat(i) * S1(i)) / (N * std(i)),
      ),
    },
    dgamma,
    dbeta,
  ],
};

/** Wrong on purpose: the middle term lost the xhat inside its sum between paper and code. */
const article: Route = {
  id: 'article',
  name: 'As printed in the article',
  owner: 'the article’s',
  about: 'A published closed form that is wrong, kept to show what a check says about it.',
  sound: false,
  lines: [
    dxhat,
    S0,
    {
      id: 'dx',
      name: 'gradient of x, as printed',
      tex: String.raw`${d('x_{@E}')} = \frac{N ${d(String.raw`\hat{x}_{@E}`)} - \hat{x}_{@E}\, S_{0,@G} - S_{0,@G}}{N \sqrt{\sigma_{@G}^2 + \epsilon}}`,
      expression: each(
        'element',
        ({ dxhat, S0, xhat, std, N }) =>
          (i) =>
            (N * dxhat(i) - xhat(i) * S0(i) - S0(i)) / (N * std(i)),
      ),
    },
    dgamma,
    dbeta,
  ],
};

/** I − 11ᵀ/N − x̂x̂ᵀ/N applied to g, over s: the components of g along 1 and along x̂ are taken out of it. */
const projection: Route = {
  id: 'projection',
  name: 'Projection',
  owner: 'the projection’s',
  about: 'Take the mean out of g = γ·dout, then its part along x̂; divide by the deviation.',
  sound: true,
  lines: [
    dxhat,
    {
      id: 'M0',
      name: 'mean of the gradient of xhat',
      tex: String.raw`M_{0,@G} = \frac{1}{N} \sum_{@R} ${d(String.raw`\hat{x}_{@E}`)}`,
      expression: mean(
        ({ dxhat }) =>
          (i) =>
            dxhat(i),
      ),
    },
    {
      id: 'M1',
      name: 'mean of the centred gradient times xhat',
      tex: String.raw`M_{1,@G} = \frac{1}{N} \sum_{@R} \left(${d(String.raw`\hat{x}_{@E}`)} - M_{0,@G}\right) \hat{x}_{@E}`,
      expression: mean(
        ({ dxhat, M0, xhat }) =>
          (i) =>
            (dxhat(i) - M0(i)) * xhat(i),
      ),
    },
    {
      id: 'dx',
      name: 'gradient of x',
      tex: String.raw`${d('x_{@E}')} = \frac{1}{s_{@G}} \left(${d(String.raw`\hat{x}_{@E}`)} - M_{0,@G} - \hat{x}_{@E}\, M_{1,@G}\right)`,
      expression: each(
        'element',
        ({ dxhat, M0, M1, xhat, std }) =>
          (i) =>
            (dxhat(i) - M0(i) - xhat(i) * M1(i)) / std(i),
      ),
    },
    dgamma,
    dbeta,
  ],
};

const constantClosed: Route = {
  ...closed,
  about: 'With constant statistics only the direct path is left.',
  lines: [
    dxhat,
    {
      id: 'dx',
      name: 'gradient of x',
      tex: String.raw`${d('x_{@E}')} = \frac{${d(String.raw`\hat{x}_{@E}`)}}{\sqrt{v_{@G} + \epsilon}}`,
      expression: each(
        'element',
        ({ dxhat, std }) =>
          (i) =>
            dxhat(i) / std(i),
      ),
    },
    dgamma,
    dbeta,
  ],
};

const uncentredClosed: Route = {
  ...closed,
  about: 'The chain rule through the root mean square, simplified: no mean is taken out.',
  lines: [
    dxhat,
    S1,
    {
      id: 'dx',
      name: 'gradient of x',
      tex: String.raw`${d('x_{@E}')} = \frac{N ${d(String.raw`\hat{x}_{@E}`)} - \hat{x}_{@E}\, S_{1,@G}}{N \sqrt{v_{@G} + \epsilon}}`,
      expression: each(
        'element',
        ({ dxhat, S1, xhat, rms, N }) =>
          (i) =>
            (N * dxhat(i) - xhat(i) * S1(i)) / (N * rms(i)),
      ),
    },
    dgamma,
    dbeta,
  ],
};

/** The routes of a layer that takes the mean out of x. */
export const centredRoutes = (steps: readonly Step[]): Route[] => [
  graph(walkBack(steps)),
  paper,
  closed,
  projection,
];

/** The wrong closed form, as the article prints it for batch norm and uses it again for group norm. */
export const articleRoute = article;

export const constantRoutes = (steps: readonly Step[]): Route[] => [graph(walkBack(steps)), constantClosed];

/** @param withBeta false for a layer without a beta, which has no gradient of it */
export const uncentredRoutes = (steps: readonly Step[], withBeta: boolean): Route[] => [
  graph(walkBack(steps)),
  withBeta
    ? uncentredClosed
    : { ...uncentredClosed, lines: uncentredClosed.lines.filter((l) => l !== dbeta) },
];

/** @param lines dx in one line */
export const dropoutRoutes = (steps: readonly Step[], lines: readonly Line[]): Route[] => [
  graph(walkBack(steps)),
  {
    ...closed,
    about: 'An element that is kept hands its gradient on, scaled as it was; one dropped hands on 0.',
    lines,
  },
];
