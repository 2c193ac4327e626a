import { GroupForward } from '../src/core/gradcheck/group-forward';
import { reference } from '../test/unit/support/reference';
import { groupStatistics } from '../src/core/gradcheck/statistics';
import { medianTimes } from '../src/core/gradcheck/timing';
import { groupDifferences } from '../src/core/kernel/differences';
import { referenceKernel } from '../src/core/kernel/reference';
import { Resident } from '../src/core/kernel/resident';
import { layoutFor } from '../src/core/layer/layout';
import { forwardLines, normSteps } from '../src/core/layer/norm';
import { centredRoutes } from '../src/core/layer/route';
import { Workspace } from '../src/core/layer/workspace';
import { RandomState } from '../src/core/random/random-state';
import { Peers } from './peers';

// prettier-ignore
const shapes = [[4, 5], [200, 3], [100, 50], [128, 512], [1000, 1000], [4096, 1024]] as const;
const eps = 1e-5;
/** Ours and theirs take turns, so that a machine that slows down slows both. */
const rounds = 5;
/** Milliseconds for each function in each round. */
const budget = 120;
/** The limit that the memory sets: bytes that two passes move an element, beside those of a copy. */
const traffic = 40 / 16;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

type Functions = Readonly<Record<string, () => void>>;

/** What is measured of ours on (N, D); what is slow only where it is not too slow. */
function ours(N: number, D: number): Functions {
  const random = new RandomState(231);
  const layout = layoutFor([N, D], { layer: 'batchnorm', layout: 'ND', groups: 1, normDims: 1 });
  const x = random.randn(N, D).data.map((v) => 5 * v + 12);
  const [dout, gamma, beta] = [random.randn(N, D).data, random.randn(D).data, random.randn(D).data];
  const groupEps = new Float64Array(D).fill(eps);
  const values = { x, gamma, beta, dout, eps: groupEps, centred: true, running: null };

  const resident = new Resident({ kind: 'columns', rows: N, columns: D }).put({ x, gamma, beta, dout });
  resident.forward(eps);
  resident.backward();
  const functions: Record<string, () => void> = {
    // Views are taken anew, because those of before a growth of the memory are gone.
    copy: () => resident.array('dx').set(resident.array('x')),
    forward: () => resident.forward(eps),
    'closed form': () => resident.backward(),
    reference: () => void referenceKernel(layout, values),
  };
  if (layout.size <= 1e6) {
    const workspace = new Workspace(layout);
    workspace.set('eps', 'group', groupEps);
    for (const [name, data] of [
      ['x', x],
      ['dout', dout],
    ] as const)
      workspace.set(name, 'element', data);
    for (const [name, data] of [
      ['gamma', gamma],
      ['beta', beta],
    ] as const)
      workspace.set(name, 'parameter', data);
    workspace.run(forwardLines(normSteps.centred));
    for (const { id, lines } of centredRoutes(normSteps.centred)) {
      if (id === 'graph' || id === 'closed')
        functions[`${id}, lines`] = () => void workspace.anew().run(lines);
    }
  }
  if (layout.size > 1e5) return functions;
  functions['reference, package'] = () => void reference(layout, values);
  const groups = groupStatistics(layout, values);
  const all = Uint32Array.from({ length: N }, (_, k) => k);
  const plain = groups.map((group, j) => new GroupForward(layout, values, group, j));
  functions.differences = () => plain.forEach((group) => groupDifferences(group.values, 1e-5, all));
  functions['differences, plain'] = () =>
    plain.forEach((group) => all.forEach((k) => group.difference(k, 1e-5)));
  return functions;
}

async function measure(N: number, D: number, peers: Peers): Promise<Map<string, number>> {
  const samples = new Map<string, number[]>();
  const keep = (name: string, time: number): unknown =>
    samples.set(name, [...(samples.get(name) ?? []), time]);
  const functions = ours(N, D);
  for (let round = 0; round < rounds; round++) {
    // One at a time: each finds the cache as its own last run left it, as theirs do.
    for (const [name, run] of Object.entries(functions)) keep(name, medianTimes([run], budget)[0] ?? NaN);
    const theirs = await peers.measure(N, D, budget / 1000);
    for (const [name, time] of Object.entries(theirs)) keep(name, time);
  }
  return new Map([...samples].map(([name, times]) => [name, median(times)]));
}

function print(N: number, D: number, times: ReadonlyMap<string, number>): void {
  const closed = times.get('closed form') ?? NaN;
  const limit = (times.get('copy') ?? NaN) * traffic;
  console.log(
    `(${N}, ${D}): the closed form at ${((100 * limit) / closed).toFixed(0)} % of the memory's limit`,
  );
  for (const [name, time] of times) {
    const micros = (1000 * time).toFixed(2).padStart(13);
    const each = ((1e6 * time) / (N * D)).toFixed(2).padStart(12);
    console.log(`  ${name.padEnd(20)}${micros}${each}${(time / closed).toFixed(2).padStart(14)}`);
  }
}

async function main(): Promise<void> {
  const peers = new Peers();
  console.log(`${''.padEnd(22)} microseconds  ns an element  closed form = 1`);
  for (const [N, D] of shapes) print(N, D, await measure(N, D, peers));
  peers.close();
}

void main();
