import { trainSteps } from '../layer/batchnorm';
import { Workspace } from '../layer/expression';
import { batchNormLayout } from '../layer/layout';
import { runningLines } from '../layer/running';
import { RandomState } from '../random/random-state';
import { sizeOf, type Tensor } from '../tensor/tensor';
import { presets } from './preset';
import type { CheckOptions, Input, InputName } from './problem';

/**
 * Fills in what was not given. gamma, beta and dout are random and not constant, so that they hide nothing:
 * drawn from a seed in the order of the course's notebook (x, gamma, beta, dout), which makes them its very
 * numbers for its x. Running statistics start where the preset says; in evaluation mode they have seen x once.
 */
export function choose(
  given: Partial<Record<InputName, Input>> & { x: Input },
  options: CheckOptions,
): Record<InputName, Input> {
  const { shape } = given.x.tensor;
  const D = shape[1] ?? 1;
  const random = new RandomState(options.seed);
  random.skipNormals(sizeOf(shape));
  const drawn = (shape: readonly number[]): Input =>
    chosen(random.randn(...shape), `randn, seed ${options.seed}`);
  const [gamma, beta] = [drawn([D]), drawn([D])];
  const preset = presets[options.preset];
  const initial = constant(D, 0);
  const initialVar = constant(D, preset.initialRunningVar);

  const inputs = {
    x: given.x,
    gamma: given.gamma ?? gamma,
    beta: given.beta ?? beta,
    dout: given.dout ?? drawn(shape),
    running_mean: given.running_mean ?? chosen(initial, `zeros, as ${preset.name} starts`),
    running_var:
      given.running_var ??
      chosen(initialVar, `${preset.initialRunningVar ? 'ones' : 'zeros'}, as ${preset.name} starts`),
  };
  return options.mode === 'train' ? inputs : { ...inputs, ...seenOnce(inputs, given, options) };
}

/** The running statistics after one training batch of x, where they were not given. */
function seenOnce(
  { x, running_mean, running_var }: Record<InputName, Input>,
  given: Partial<Record<InputName, Input>>,
  options: CheckOptions,
): Partial<Record<InputName, Input>> {
  const workspace = new Workspace(batchNormLayout(x.tensor.shape), 0);
  workspace.set('x', 'element', x.tensor.data);
  workspace.set('running_mean', 'group', running_mean.tensor.data);
  workspace.set('running_var', 'group', running_var.tensor.data);
  const statistics = trainSteps.slice(0, trainSteps.findIndex(({ id }) => id === 'var') + 1);
  workspace.run([...statistics, ...runningLines(presets[options.preset])]);
  const { shape } = running_mean.tensor;
  const how = `after one training batch of x, as ${presets[options.preset].name} updates it`;
  return {
    running_mean: given.running_mean ?? chosen({ shape, data: workspace.get('next_running_mean') }, how),
    running_var: given.running_var ?? chosen({ shape, data: workspace.get('next_running_var') }, how),
  };
}

function chosen(tensor: Tensor, how: string): Input {
  return { tensor, origin: { kind: 'chosen', how }, rounding: 0 };
}

function constant(length: number, value: number): Tensor {
  return { shape: [length], data: new Float64Array(length).fill(value) };
}
