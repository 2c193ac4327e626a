import { draw, seedOf, type Batch, type Setting } from './batch';
import type { Code } from './code';
import { courseError } from './course';
import { mistakes } from './mistakes/registry';
import { askOurs, type Answer } from './ours';
import type { Mode, Peers, PeerVerdicts } from './peers';
import { rightCode } from './right';
import { tracesIn } from './trace';

export const codes: readonly Code[] = [...rightCode, ...mistakes];

export const peerNames = ['gradcheck slow', 'gradcheck fast', 'course 1e-5', 'course 1e-2'] as const;
export type PeerName = (typeof peerNames)[number];

/** What everybody says of one code on one data set. */
export interface Finding {
  readonly code: Code;
  readonly setting: Setting;
  readonly seed: number;
  /** Whether the mistake leaves a trace in the data; never for right code. */
  readonly trace: boolean;
  readonly ours: Answer;
  /** Whether a peer rejects the gradients; absent where it did not run. */
  readonly rejected: Partial<Record<PeerName, boolean>>;
}

/** How often each setting is tried. */
export interface Plan {
  readonly settings: readonly Setting[];
  readonly sets: number;
  /** In how many of the data sets the slow mode of gradcheck runs, by N. */
  readonly slow: Readonly<Record<number, number>>;
}

/** Every code on every data set of a plan. */
export async function find(
  plan: Plan,
  peers: Peers | null,
  progress: (line: string) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const setting of plan.settings) {
    for (let set = 0; set < plan.sets; set++) {
      const seed = seedOf(setting, set);
      const batch = draw(setting, seed);
      const modes: readonly Mode[] = set < (plan.slow[setting.N] ?? 0) ? ['slow', 'fast'] : ['fast'];
      const asked = peers?.ask(batch, modes);
      const own = findOn(batch, setting, seed);
      const verdicts = await asked;
      findings.push(...(verdicts ? own.map((finding) => withPeers(finding, modes, verdicts)) : own));
    }
    progress(settingName(setting));
  }
  return findings;
}

/** Every code on one data set, as ours and the course's check see it. */
export function findOn(batch: Batch, setting: Setting, seed: number): Finding[] {
  const leavesTrace = tracesIn(batch);
  const errorOf = courseError(batch);
  return codes.map((code) => {
    const gradients = code.backward(batch);
    const error = errorOf(gradients);
    return {
      code,
      setting,
      seed,
      trace: leavesTrace(gradients),
      ours: askOurs(batch, gradients),
      rejected: { 'course 1e-5': !(error <= 1e-5), 'course 1e-2': !(error <= 1e-2) },
    };
  });
}

function withPeers(finding: Finding, modes: readonly Mode[], verdicts: PeerVerdicts): Finding {
  const rejected = { ...finding.rejected };
  for (const mode of modes) rejected[`gradcheck ${mode}`] = verdicts(finding.code.id, mode);
  return { ...finding, rejected };
}

export function settingName(setting: Setting): string {
  return `${setting.N}x${setting.D}, ${dataName(setting)}`;
}

export function dataName({ scale, offset }: Setting): string {
  const power = (value: number): string =>
    value === 0 || value === 1 ? String(value) : `1e${Math.round(Math.log10(value))}`;
  return `scale ${power(scale)}, offset ${power(offset)}`;
}
