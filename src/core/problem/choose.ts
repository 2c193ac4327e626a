import { Workspace } from '../layer/workspace';
import type { Form } from '../layer/form';
import type { Layout } from '../layer/layout';
import { meanAndVariance } from '../layer/norm';
import { runningLines } from '../layer/running';
import { RandomState } from '../random/random-state';
import { sizeOf, type Tensor } from '../tensor/tensor';
import { presets } from './preset';
import type { CheckOptions, Input, InputName, Inputs } from './problem';

type Given = Partial<Record<InputName, Input>> & { readonly x: Input };

/**
 * What gamma, beta and dout are where they are not given: random, or such that they change nothing (1, 0, and 1 for a
 * loss that is the sum of y), where outputs were computed already, without what we would draw.
 */
export type Gaps = 'random' | 'neutral';

/** What gaps are filled for. */
interface Purpose {
  readonly form: Form;
  readonly layout: Layout;
  readonly gaps: Gaps;
  /** Whether a gradient of beta is asked for. */
  readonly dbeta: boolean;
}

/**
 * Fills in what was not given. gamma, beta and dout are random and not constant, so that they hide nothing:
 * drawn from a seed in the order of the course's notebook (x, gamma, beta, dout), which makes them its very
 * numbers for its x. Running statistics start where the preset says; in evaluation mode they have seen x once.
 */
export function choose(given: Given, { form, layout, gaps, dbeta }: Purpose, options: CheckOptions): Inputs {
  const { shape, paramShape } = layout;
  const random = new RandomState(options.seed);
  random.skipNormals(sizeOf(shape));
  const drawn = (shape: readonly number[]): Input =>
    chosen(random.randn(...shape), `randn, seed ${options.seed}`);
  if (form.layer === 'dropout') {
    const dout = given.dout ?? (gaps === 'random' ? drawn(shape) : sumOfOutputs(shape));
    return { x: given.x, dout, mask: given.mask ?? drawnMask(shape, options) };
  }
  const one = (value: number, how: string): Input => chosen(constant(paramShape, value), how);
  const [gamma, beta] =
    gaps === 'random'
      ? [drawn(paramShape), drawn(paramShape)]
      : [one(1, 'ones, as none are given'), one(0, 'zeros, as none are given')];
  const inputs = {
    x: given.x,
    gamma: given.gamma ?? gamma,
    ...(form.layer === 'rmsnorm' && !given.beta && !dbeta ? {} : { beta: given.beta ?? beta }),
    dout: given.dout ?? (gaps === 'random' ? drawn(shape) : sumOfOutputs(shape)),
  };
  if (form.layer !== 'batchnorm') return inputs;
  const { name, initialRunningVar } = presets[options.preset];
  const { groupShape } = layout;
  const running = {
    running_mean: given.running_mean ?? chosen(constant(groupShape, 0), `zeros, as ${name} starts`),
    running_var:
      given.running_var ??
      chosen(
        constant(groupShape, initialRunningVar),
        `${initialRunningVar ? 'ones' : 'zeros'}, as ${name} starts`,
      ),
  };
  if (options.mode === 'train') return { ...inputs, ...running };
  return { ...inputs, ...seenOnce(given, running, layout, options) };
}

/** The running statistics after one training batch of x, where they were not given. */
function seenOnce(
  given: Given,
  { running_mean, running_var }: Readonly<Record<'running_mean' | 'running_var', Input>>,
  layout: Layout,
  options: CheckOptions,
): Partial<Record<InputName, Input>> {
  const preset = presets[options.preset];
  const workspace = new Workspace(layout);
  workspace.set('x', 'element', given.x.tensor.data);
  workspace.set('running_mean', 'group', running_mean.tensor.data);
  workspace.set('running_var', 'group', running_var.tensor.data);
  workspace.run([...meanAndVariance, ...runningLines(preset)]);
  const { groupShape: shape } = layout;
  const how = `after one training batch of x, as ${preset.name} updates it`;
  return {
    running_mean: given.running_mean ?? chosen({ shape, data: workspace.get('next_running_mean') }, how),
    running_var: given.running_var ?? chosen({ shape, data: workspace.get('next_running_var') }, how),
  };
}

/** The mask that the course draws after `np.random.seed`: `np.random.rand(*x.shape) < p`, p the share that is kept. */
function drawnMask(shape: readonly number[], options: CheckOptions): Input {
  const random = new RandomState(options.seed);
  const data = new Float64Array(sizeOf(shape));
  const { pMeaning } = options;
  const p = options.p ?? NaN;
  for (let i = 0; i < data.length; i++) {
    const uniform = random.uniform();
    data[i] = (pMeaning === 'keep' ? uniform < p : uniform >= p) ? 1 : 0;
  }
  const share = `${pMeaning === 'keep' ? 'keeping' : 'dropping'} ${p}`;
  return chosen({ shape, data }, `rand, seed ${options.seed}, ${share}`);
}

/** The upstream gradient of the commonest loss that is not written down. */
function sumOfOutputs(shape: readonly number[]): Input {
  return chosen(constant(shape, 1), 'ones, as if the loss were the sum of y');
}

function chosen(tensor: Tensor, how: string): Input {
  return { tensor, origin: { kind: 'chosen', how }, rounding: 0 };
}

function constant(shape: readonly number[], value: number): Tensor {
  return { shape, data: new Float64Array(sizeOf(shape)).fill(value) };
}
