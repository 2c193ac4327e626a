import { dropoutOf } from '../layer/layer';
import { layoutFor } from '../layer/layout';
import { presets } from '../problem/preset';
import { inputNames, outputNames, type OutputName, type Problem } from '../problem/problem';
import type { Comparison, InputReport, Judgement, Report, RouteReport, Source } from '../report/report';
import { elementName, indexAt, type Tensor } from '../tensor/tensor';
import { analyse } from './analysis';
import { derive, stepReports, valueOf, type Derivation, type RouteRun } from './derivation';
import type { Differences } from './differences';
import { judgement } from './judgement';
import type { Outputs } from './outputs';
import { brought, computed, differences, emulated, exact, outputShape, type Sides } from './sides';
import { errorTable, type Sources } from './table';
import { measure } from './units';

/**
 * Checks a problem: the layer forward, every route backward, the central differences and the reference,
 * each compared with the others. The only place that makes a Report.
 * @param progress is told the share of the work that is done
 * @param parts the central differences of x, where other workers have taken them already
 */
export function check(
  problem: Problem,
  progress: (share: number) => void = () => undefined,
  parts: readonly Differences[] | null = null,
): Report {
  const { inputs, options, form } = problem;
  const layout = layoutFor(inputs.x.tensor.shape, form);
  const measured = measure(problem, layout);
  const derivation = derive(problem, layout, measured);
  progress(0.05);
  const analysis = analyse(problem, derivation, measured, parts, (share) => progress(0.05 + 0.6 * share));
  const sources: Sources = {
    yours: brought(problem, analysis),
    routes: new Map(
      derivation.runs.map((run) => [
        run.route.id,
        computed(run.route.id, outputsOf(derivation, run), analysis),
      ]),
    ),
    numerical: differences(analysis),
    reference: exact(analysis, whyNotFinite(problem)),
    float32: emulated(analysis),
  };
  progress(0.85);
  const comparisons = errorTable(layout, sources, analysis.conditions, options.tolerance);
  progress(0.9);

  const tensors: Record<string, Tensor> = {};
  for (const name of inputNames) {
    const input = inputs[name];
    if (input) tensors[name] = input.tensor;
  }
  const keep = (source: Source, sides: Sides): void => {
    for (const output of outputNames) {
      const side = sides[output];
      if (side) tensors[`${source}.${output}`] = { shape: outputShape(layout, output), data: side.value };
    }
  };
  keep('yours', sources.yours);
  keep('numerical', sources.numerical);
  keep('reference', sources.reference);
  keep('float32', sources.float32);
  const forward = stepReports(derivation.forwardLines, derivation, derivation.forward, form, tensors);
  const routes = routeReports(derivation, problem, comparisons, tensors);

  const diagnosis = [['yours', sources.yours] as const, ...sources.routes].flatMap(([source, sides]) =>
    outputNames.flatMap((output) => {
      const side = sides[output];
      if (side === undefined || !disagrees(comparisons, source, output)) return [];
      return analysis.diagnose(source, output, side.value, side.bound) ?? [];
    }),
  );

  return {
    version: 1,
    form,
    precision: problem.precision,
    mode: options.mode,
    preset: options.preset,
    options,
    eps: { value: problem.eps, origin: problem.epsOrigin },
    step: analysis.numerical.step,
    yours: outputNames.some((output) => sources.yours[output]) ? judged(comparisons, 'yours', 'your') : null,
    inputs: inputReports(problem),
    forward,
    routes,
    comparisons,
    speedup: null,
    diagnosis,
    invariants: analysis.invariants(sources.yours),
    blindSpots: analysis.blindSpots,
    notes: notesOf(problem, analysis.numerical.perturbed),
    tensors,
  };
}

/** What a route gives, without units. */
function outputsOf(derivation: Derivation, { workspace }: RouteRun): Outputs<Float64Array> {
  return Object.fromEntries(
    outputNames
      .filter((output) => workspace.has(output))
      .map((output) => [output, valueOf(derivation, workspace, output)]),
  );
}

/** The inputs that took part: running statistics chosen by us do not in training mode. */
function inputReports({ inputs, options }: Problem): InputReport[] {
  return inputNames.flatMap((name) => {
    const input = inputs[name];
    if (input === undefined) return [];
    const { tensor, origin, rounding } = input;
    if (options.mode === 'train' && name.startsWith('running') && origin.kind === 'chosen') return [];
    return [{ name, tensor: name, shape: tensor.shape, origin, rounding }];
  });
}

function routeReports(
  derivation: Derivation,
  { form }: Problem,
  comparisons: readonly Comparison[],
  tensors: Record<string, Tensor>,
): RouteReport[] {
  return derivation.runs.map(({ route, workspace }) => ({
    id: route.id,
    name: route.name,
    about: route.about,
    sound: route.sound,
    steps: stepReports(route.lines, derivation, workspace, form, tensors, `${route.id}.`),
    judgement: judged(comparisons, route.id, route.owner),
  }));
}

/** Why there is no finite right answer somewhere: the first input that is not finite, or what is divided by 0. */
function whyNotFinite({ inputs, eps, form, options }: Problem): string {
  for (const name of inputNames) {
    const { shape, data } = inputs[name]?.tensor ?? { shape: [], data: new Float64Array() };
    const position = data.findIndex((value) => !Number.isFinite(value));
    if (position >= 0)
      return `there is no finite right answer: ${elementName(name, indexAt(shape, position))} is ${data[position]}`;
  }
  const noKept = form.layer === 'dropout' && dropoutOf({ inputs, options }).keep === 0;
  if (noKept) return 'there is no finite right answer: nothing is kept, so that 0 is divided by 0';
  const negative = inputs.running_var?.tensor.data.find((value) => value + eps <= 0);
  if (options.mode === 'eval' && negative !== undefined)
    return `there is no finite right answer: running_var holds ${negative}, whose root with eps ${eps} is taken`;
  if (eps === 0)
    return 'there is no finite right answer: eps is 0 and the values do not vary, so that 0 is divided by 0';
  return 'there is no finite right answer in double precision';
}

/** A source is judged by its gradients, and by its y where it is the user's, against the reference. */
function judged(comparisons: readonly Comparison[], source: Source, owner: string): Judgement {
  return judgement(
    owner,
    comparisons.filter(
      ({ left, right, output }) =>
        left === source && right === 'reference' && (source === 'yours' || output !== 'y'),
    ),
  );
}

function disagrees(comparisons: readonly Comparison[], source: Source, output: OutputName): boolean {
  return comparisons.some(
    (row) =>
      row.left === source &&
      row.right === 'reference' &&
      row.output === output &&
      row.verdict === 'disagrees',
  );
}

function notesOf({ notes, options, inputs, form, precision }: Problem, perturbed: number): string[] {
  const { remark } = presets[options.preset];
  const size = inputs.x.tensor.data.length;
  return [
    ...notes,
    ...(remark === null || form.layer !== 'batchnorm' ? [] : [remark]),
    ...(precision === 'float32'
      ? [
          'Inputs are float32. Bounds allow for its rounding, and the row "float32" is what PyTorch’s arithmetic gives.',
        ]
      : []),
    ...(perturbed < size
      ? [`Central differences were taken for ${perturbed} of the ${size} elements of x, in equal strides.`]
      : []),
  ];
}
