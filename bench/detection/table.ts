import { codes, dataName, peerNames, settingName, type Finding } from './find';
import { alarmsOf, caughtBy, counted, isRight, outcomeOf, toldApart, type Outcome } from './outcome';

/** The whole report in Markdown. */
export function report(findings: readonly Finding[]): string {
  return [
    '## Mistakes',
    mistakeTable(findings.filter((finding) => !isRight(finding))),
    '## False alarms over right code',
    alarmTable(findings.filter(isRight)),
    '## Where ours did not catch a mistake, or gave a false alarm',
    exceptions(findings),
    summary(findings),
  ].join('\n\n');
}

/**
 * A row a mistake. The peers' figures, like "caught", count data sets in which the mistake leaves a trace.
 * "Cause named" is of the caught ones; "blind spots" are those named where the mistake was not caught.
 */
function mistakeTable(findings: readonly Finding[]): string {
  const outcomes: readonly Outcome[] = ['caught', 'missed', 'cannot decide', 'nothing to see'];
  const head = [
    'mistake',
    'source',
    ...outcomes,
    'cause named',
    'named otherwise',
    'blind spots',
    ...peerNames,
  ];
  const rows = codes.flatMap((code) => {
    const here = findings.filter((finding) => finding.code === code);
    if (here.length === 0) return [];
    return [[`${code.about} (${code.id})`, code.source, ...cells(here, outcomes)]];
  });
  return table(head, [...rows, ['**all**', '', ...cells(findings, outcomes)]]);
}

function cells(findings: readonly Finding[], outcomes: readonly Outcome[]): string[] {
  const having = (outcome: Outcome): Finding[] => findings.filter((one) => outcomeOf(one) === outcome);
  const named = having('caught').filter(({ code }) => code.causes.length > 0);
  const rightly = named.filter(({ code, ours }) => ours.causes.some((id) => code.causes.includes(id)));
  const others = findings.flatMap(({ code, ours }) => ours.causes.filter((id) => !code.causes.includes(id)));
  const open = findings.filter(({ ours }) => ours.verdict !== 'disagrees');
  return [
    ...outcomes.map((outcome) => String(having(outcome).length)),
    named.length === 0 ? '–' : `${rightly.length}/${named.length}`,
    counted(others),
    counted(open.flatMap(({ ours }) => ours.blindSpots)),
    ...peerNames.map((peer) => caughtBy(peer, findings)),
  ];
}

/** A row a scale and an offset: how often right code is rejected, and where ours cannot decide. */
function alarmTable(findings: readonly Finding[]): string {
  const place = ({ setting }: Finding): string => dataName(setting);
  const row = (name: string, here: readonly Finding[]): string[] => [
    name,
    `${here.filter(({ ours }) => ours.verdict === 'disagrees').length}/${here.length}`,
    `${here.filter(({ ours }) => ours.verdict === 'cannot-decide').length}/${here.length}`,
    ...peerNames.map((peer) => alarmsOf(peer, here)),
  ];
  const rows = [...new Set(findings.map(place))].map((name) =>
    row(
      name,
      findings.filter((finding) => place(finding) === name),
    ),
  );
  const head = ['data', 'ours', 'ours cannot decide', ...peerNames];
  return table(head, [...rows, row('**all**', findings)]);
}

/** What to look into, with the seeds that draw the data. */
function exceptions(findings: readonly Finding[]): string {
  const groups = new Map<string, number[]>();
  for (const finding of findings) {
    const outcome = outcomeOf(finding);
    const undecided = isRight(finding) && finding.ours.verdict === 'cannot-decide';
    if (!undecided && (outcome === 'caught' || outcome === 'nothing to see')) continue;
    const name = `${undecided ? 'cannot decide' : outcome}: ${finding.code.id}, ${settingName(finding.setting)}`;
    groups.set(name, [...(groups.get(name) ?? []), finding.seed]);
  }
  if (groups.size === 0) return 'None.';
  return [...groups].map(([name, seeds]) => `- ${name}, seeds ${seeds.join(' ')}`).join('\n');
}

function summary(findings: readonly Finding[]): string {
  const planted = findings.filter(({ trace }) => trace);
  const caught = planted.filter((finding) => outcomeOf(finding) === 'caught').length;
  const alarms = findings.filter((finding) => outcomeOf(finding) === 'false alarm').length;
  const right = findings.filter(isRight).length;
  const rest = peerNames.map(
    (peer) =>
      `${peer} ${caughtBy(peer, findings)} (${toldApart(peer, findings)} on data where it rejects no right code), ` +
      `false alarms ${alarmsOf(peer, findings)}`,
  );
  return `Caught: ours ${caught}/${planted.length}, false alarms ${alarms}/${right}; ${rest.join('; ')}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
