import type { Mode } from '../problem/problem';
import type { RouteId } from '../report/report';
import { evalSteps, trainSteps } from './batchnorm';
import { each, sum, type Line } from './expression';
import { gradientTex as d, walkBack } from './step';

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

const g = String.raw`\gamma_j ${d('y_{ij}')}`;

const dgamma: Line = {
  id: 'dgamma',
  name: 'gradient of gamma',
  tex: String.raw`${d(String.raw`\gamma_j`)} = \sum_{i} ${d('y_{ij}')}\, \hat{x}_{ij}`,
  expression: sum('parameter', ({ dout, xhat }, i) => dout(i) * xhat(i)),
};

const dbeta: Line = {
  id: 'dbeta',
  name: 'gradient of beta',
  tex: String.raw`${d(String.raw`\beta_j`)} = \sum_{i} ${d('y_{ij}')}`,
  expression: sum('parameter', ({ dout }, i) => dout(i)),
};

const dxhat: Line = {
  id: 'dxhat',
  name: 'gradient of the normalised input',
  tex: String.raw`${d(String.raw`\hat{x}_{ij}`)} = ${g}`,
  expression: each('element', ({ gamma, dout }, i) => gamma(i) * dout(i)),
};

const S0: Line = {
  id: 'S0',
  name: 'S0, sum of the gradient of xhat',
  tex: String.raw`S_{0,j} = \sum_{i} ${d(String.raw`\hat{x}_{ij}`)}`,
  expression: sum('group', ({ dxhat }, i) => dxhat(i)),
};

const S1: Line = {
  id: 'S1',
  name: 'S1, sum of the gradient of xhat times xhat',
  tex: String.raw`S_{1,j} = \sum_{i} ${d(String.raw`\hat{x}_{ij}`)}\, \hat{x}_{ij}`,
  expression: sum('group', ({ dxhat, xhat }, i) => dxhat(i) * xhat(i)),
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
      tex: String.raw`${d(String.raw`\sigma_j^2`)} = \sum_{i} ${d(String.raw`\hat{x}_{ij}`)} (x_{ij} - \mu_j) \cdot \left(-\tfrac{1}{2}\right) (\sigma_j^2 + \epsilon)^{-3/2}`,
      expression: sum('group', ({ dxhat, xmu, std }, i) => dxhat(i) * xmu(i) * -0.5 * std(i) ** -3),
    },
    {
      id: 'dmu',
      name: 'gradient of the mean',
      tex: String.raw`${d(String.raw`\mu_j`)} = \sum_{i} ${d(String.raw`\hat{x}_{ij}`)} \cdot \frac{-1}{\sqrt{\sigma_j^2 + \epsilon}} + ${d(String.raw`\sigma_j^2`)} \cdot \frac{\sum_{i} -2 (x_{ij} - \mu_j)}{N}`,
      expression: sum(
        'group',
        ({ dxhat, std, dvar, xmu, N }, i) => -dxhat(i) / std(i) + (dvar(i) * -2 * xmu(i)) / N,
      ),
    },
    {
      id: 'dx',
      name: 'gradient of x: three paths added',
      tex: String.raw`${d('x_{ij}')} = ${d(String.raw`\hat{x}_{ij}`)} \cdot \frac{1}{\sqrt{\sigma_j^2 + \epsilon}} + ${d(String.raw`\sigma_j^2`)} \cdot \frac{2 (x_{ij} - \mu_j)}{N} + ${d(String.raw`\mu_j`)} \cdot \frac{1}{N}`,
      expression: each(
        'element',
        ({ dxhat, std, dvar, xmu, dmu, N }, i) => dxhat(i) / std(i) + (dvar(i) * 2 * xmu(i)) / N + dmu(i) / N,
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
      tex: String.raw`${d('x_{ij}')} = \frac{N ${d(String.raw`\hat{x}_{ij}`)} - S_{0,j} - \hat{x}_{ij}\, S_{1,j}}{N \sqrt{\sigma_j^2 + \epsilon}}`,
      expression: each(
        'element',
        ({ dxhat, S0, S1, xhat, std, N }, i) => (N * dxhat(i) - S0(i) - xhat(i) * S1(i)) / (N * std(i)),
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
      tex: String.raw`${d('x_{ij}')} = \frac{N ${d(String.raw`\hat{x}_{ij}`)} - \hat{x}_{ij}\, S_{0,j} - S_{0,j}}{N \sqrt{\sigma_j^2 + \epsilon}}`,
      expression: each(
        'element',
        ({ dxhat, S0, xhat, std, N }, i) => (N * dxhat(i) - xhat(i) * S0(i) - S0(i)) / (N * std(i)),
      ),
    },
    dgamma,
    dbeta,
  ],
};

const evalClosed: Route = {
  ...closed,
  about: 'With constant statistics only the direct path is left.',
  lines: [
    dxhat,
    {
      id: 'dx',
      name: 'gradient of x',
      tex: String.raw`${d('x_{ij}')} = \frac{${d(String.raw`\hat{x}_{ij}`)}}{\sqrt{v_j + \epsilon}}`,
      expression: each('element', ({ dxhat, std }, i) => dxhat(i) / std(i)),
    },
    dgamma,
    dbeta,
  ],
};

/** The routes that exist in a mode; the paper's and the article's are about training. */
export const routes: Readonly<Record<Mode, readonly Route[]>> = {
  train: [graph(walkBack(trainSteps)), paper, closed, article],
  eval: [graph(walkBack(evalSteps)), evalClosed],
};
