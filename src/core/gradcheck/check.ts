import { blindSpots } from '../diagnosis/blind-spots';
import { diagnoseDx } from '../diagnosis/diagnose';
import { batchNormLayout } from '../layer/layout';
import { presets } from '../problem/preset';
import { inputNames, outputNames, type InputName, type OutputName, type Problem } from '../problem/problem';
import type {
  Comparison,
  Diagnosis,
  InputReport,
  Judgement,
  Report,
  RouteReport,
  Source,
  Verdict,
} from '../report/report';
import { elementName, indexAt, type Tensor } from '../tensor/tensor';
import { conditioning } from './conditioning';
import { derive, stepReports, type Derivation } from './derivation';
import type { Values } from './groups';
import { inputRounding } from './input-rounding';
import { judgement } from './judgement';
import { numericalGradient } from './numerical';
import { reference } from './reference';
import { brought, computed, differences, exact, outputShape, type Sides } from './sides';
import { groupStatistics } from './statistics';
import { errorTable, type Sources } from './table';

/**
 * Checks a problem: the layer forward, every route backward, the central differences and the reference,
 * each compared with the others. The only place that makes a Report.
 * @param progress is told the share of the work that is done
 */
export function check(problem: Problem, progress: (share: number) => void = () => undefined): Report {
  const { inputs, options, eps } = problem;
  const layout = batchNormLayout(inputs.x.tensor.shape);
  const values = valuesOf(problem);
  const groups = groupStatistics(layout, values);
  const conditions = conditioning(layout, values, groups);

  const derivation = derive(problem, layout);
  progress(0.05);
  const numerical = numericalGradient(layout, values, groups, options.step, (share) =>
    progress(0.05 + 0.6 * share),
  );
  const sources: Sources = {
    yours: brought(problem.yours, conditions, () =>
      inputRounding(layout, values, groups, (name) => inputs[name].rounding),
    ),
    routes: new Map(
      derivation.runs.map(({ route, workspace }) => [route.id, computed(route.id, workspace, conditions)]),
    ),
    numerical: differences(numerical, conditions),
    reference: exact(reference(layout, values), whyNotFinite(problem)),
  };
  progress(0.85);
  const comparisons = errorTable(layout, sources, conditions, options.tolerance);
  progress(0.9);

  const tensors: Record<string, Tensor> = {};
  for (const name of inputNames) tensors[name] = inputs[name].tensor;
  const keep = (source: Source, sides: Sides): void => {
    for (const output of outputNames) {
      const side = sides[output];
      if (side) tensors[`${source}.${output}`] = { shape: outputShape(layout, output), data: side.value };
    }
  };
  keep('yours', sources.yours);
  keep('numerical', sources.numerical);
  keep('reference', sources.reference);
  const forward = stepReports(derivation.forwardLines, derivation.forward, tensors);
  const routes = routeReports(derivation, comparisons, tensors);

  const diagnosis: Diagnosis[] = [];
  for (const [source, sides] of [['yours', sources.yours] as const, ...sources.routes]) {
    if (sides.dx === undefined || verdictOf(comparisons, source, 'dx') !== 'disagrees') continue;
    const found = diagnoseDx(source, sides.dx.value, sides.dx.bound, layout, values, groups);
    if (found !== null) diagnosis.push(found);
  }

  return {
    version: 1,
    layer: problem.layer,
    mode: options.mode,
    preset: options.preset,
    options,
    eps: { value: eps, origin: problem.epsOrigin },
    step: numerical.step,
    yours: outputNames.some((output) => sources.yours[output]) ? judged(comparisons, 'yours', 'your') : null,
    inputs: inputReports(problem),
    forward,
    routes,
    comparisons,
    speedup: null,
    diagnosis,
    blindSpots: blindSpots(layout, values, groups),
    notes: notesOf(problem, numerical.perturbed),
    tensors,
  };
}

function valuesOf({ inputs, eps, options }: Problem): Values {
  const data = (name: InputName): Float64Array => inputs[name].tensor.data;
  return {
    x: data('x'),
    gamma: data('gamma'),
    beta: data('beta'),
    dout: data('dout'),
    eps,
    running: options.mode === 'eval' ? { mean: data('running_mean'), var: data('running_var') } : null,
  };
}

/** The inputs that took part: running statistics chosen by us do not in training mode. */
function inputReports({ inputs, options }: Problem): InputReport[] {
  return inputNames
    .filter(
      (name) =>
        options.mode === 'eval' || !name.startsWith('running') || inputs[name].origin.kind !== 'chosen',
    )
    .map((name) => {
      const { tensor, origin, rounding } = inputs[name];
      return { name, tensor: name, shape: tensor.shape, origin, rounding };
    });
}

function routeReports(
  { runs }: Derivation,
  comparisons: readonly Comparison[],
  tensors: Record<string, Tensor>,
): RouteReport[] {
  return runs.map(({ route, workspace }) => ({
    id: route.id,
    name: route.name,
    about: route.about,
    sound: route.sound,
    steps: stepReports(route.lines, workspace, tensors, `${route.id}.`),
    judgement: judged(comparisons, route.id, route.owner),
  }));
}

/** Why there is no finite right answer somewhere: the first input that is not finite, or else the size of x. */
function whyNotFinite({ inputs }: Problem): string {
  for (const name of inputNames) {
    const { shape, data } = inputs[name].tensor;
    const position = data.findIndex((value) => !Number.isFinite(value));
    if (position >= 0)
      return `there is no finite right answer: ${elementName(name, indexAt(shape, position))} is ${data[position]}`;
  }
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

function verdictOf(
  comparisons: readonly Comparison[],
  source: Source,
  output: OutputName,
): Verdict | undefined {
  return comparisons.find((row) => row.left === source && row.right === 'reference' && row.output === output)
    ?.verdict;
}

function notesOf({ notes, options, inputs }: Problem, perturbed: number): string[] {
  const { remark } = presets[options.preset];
  const size = inputs.x.tensor.data.length;
  return [
    ...notes,
    ...(remark === null ? [] : [remark]),
    ...(perturbed < size
      ? [`Central differences were taken for ${perturbed} of the ${size} elements of x, in equal strides.`]
      : []),
  ];
}
