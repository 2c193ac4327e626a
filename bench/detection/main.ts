// Does the check catch what it should? Plants known mistakes in a backward pass and counts what ours and peers make
// of them, on ten random data sets a setting. --quick takes one, of fewer settings; --out FILE keeps the report.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { draw, settings } from './batch';
import { codes, find, type Plan } from './find';
import { startPeers, type Peers } from './peers';
import { report } from './table';

// At 32 x 16 the slow mode of gradcheck takes half a minute a data set, at 64 x 32 many: there it does not run.
const full: Plan = { settings, sets: 10, slow: { 6: 10, 32: 2 } };
const quick: Plan = {
  settings: settings.filter(({ N, scale }) => N < 64 && [1e-6, 1, 1e6].includes(scale)),
  sets: 1,
  slow: { 6: 1 },
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, out: { type: 'string' } } });
  const plan = values.quick ? quick : full;
  const start = performance.now();
  const seconds = (): string => `${Math.round((performance.now() - start) / 1000)} s`;
  const peers = await startPeers();
  // Data of size 1, on which every mistake leaves a trace and none overflows.
  await peers?.compare(draw({ N: 6, D: 3, scale: 1, offset: 0 }, 0), codes);
  const findings = await find(plan, peers, (setting) => console.error(`${seconds()}: ${setting}`));
  peers?.close();
  const size = `${codes.length} backward passes, ${plan.settings.length} settings, data sets each: ${plan.sets}`;
  const text = [`# What is caught: ${size}`, aboutTorch(peers, plan), report(findings)].join('\n\n');
  console.log(text);
  console.log(`\n${seconds()}`);
  if (values.out !== undefined) writeFileSync(values.out, text + '\n');
}

function aboutTorch(peers: Peers | null, { slow }: Plan): string {
  if (peers === null) return 'PyTorch was not found.';
  const where = Object.entries(slow).map(([N, sets]) => `in ${sets} data sets a setting at N = ${N}`);
  return (
    `PyTorch ${peers.version}: gradcheck with its default settings; ` +
    `slow mode ran ${where.join(' and ')}, nowhere else.`
  );
}

void main();
