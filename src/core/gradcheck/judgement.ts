import { formatNumber } from '../tensor/format';
import type { Comparison, Judgement, Worst } from '../report/report';

/** A right value this small beside its bound is what rounding leaves of 0. */
const residue = 1e-9;

const gravity = { agrees: 0, 'cannot-decide': 1, disagrees: 2 } as const;

/** Judges a source by its comparisons with the reference: as bad as the worst of them, in one sentence. */
export function judgement(subject: string, comparisons: readonly Comparison[]): Judgement {
  const [first, ...rest] = comparisons;
  if (first === undefined) throw new Error('a source is judged by at least one comparison');
  const decisive = rest.reduce((worst, row) => (graver(row, worst) ? row : worst), first);
  return {
    verdict: decisive.verdict,
    sentence: sentence(subject, decisive, comparisons),
    output: decisive.output,
    worst: decisive.worst,
  };
}

function graver(a: Comparison, b: Comparison): boolean {
  if (gravity[a.verdict] !== gravity[b.verdict]) return gravity[a.verdict] > gravity[b.verdict];
  return a.verdict === 'agrees' && excess(a.worst) > excess(b.worst);
}

function excess(worst: Worst | null): number {
  return worst === null ? 0 : difference(worst) / worst.bound;
}

function difference({ value, expected }: Worst): number {
  return value === expected ? 0 : Math.abs(value - expected);
}

function sentence(subject: string, decisive: Comparison, all: readonly Comparison[]): string {
  const { output, worst, wrong, count, reason } = decisive;
  const names = list(all.map((row) => row.output));
  if (decisive.verdict === 'cannot-decide') {
    const where = worst === null ? output : worst.element;
    return `Cannot decide about ${subject} ${output}: at ${where} ${reason ?? 'nothing can be judged'}.`;
  }
  const verb = all.length === 1 ? 'agrees' : 'agree';
  if (worst === null) return `${capital(subject)} ${names} ${verb} with the reference.`;
  const off = formatNumber(difference(worst), 2);
  const bound = formatNumber(worst.bound, 2);
  if (decisive.verdict === 'disagrees') {
    const distance = Number.isFinite(worst.value) ? `, off by ${off} where rounding explains ${bound}` : '';
    return (
      `${capital(subject)} ${output} disagrees: ${worst.element} is ${formatNumber(worst.value)} where ` +
      `${rightText(worst)} is right${distance}; ` +
      `${wrong} of ${count} elements ${wrong === 1 ? 'is' : 'are'} wrong.`
    );
  }
  return (
    `${capital(subject)} ${names} ${verb} with the reference: worst is ${worst.element}, off by ${off} where rounding ` +
    `explains ${bound}.`
  );
}

/** The right value; 0 where it is nothing but rounding. */
function rightText({ expected, bound }: Worst): string {
  return formatNumber(Math.abs(expected) <= residue * bound ? 0 : expected);
}

/** `dx, dgamma and dbeta` */
function list(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
