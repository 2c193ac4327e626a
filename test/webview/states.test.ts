import assert from 'node:assert/strict';
import type { Report } from '../../src/core/report/report';
import { protocolVersion, type PanelState } from '../../src/protocol/messages';
import { eventually, panelSuite } from './harness';
import { contentOf } from './panel-page';
import { courseInputs, reportOf } from './reports';

describe('What the panel shows besides a report', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  let report: Report;
  before(() => {
    report = reportOf({ inputs: courseInputs() });
  });

  it('says how to start, and opens an example', async () => {
    const panel = await (await suite.open()).settled();
    assert.ok((await panel.page.getByRole('main').innerText()).includes('BN Gradcheck: Check Array Literal'));
    await panel.page.getByRole('button', { name: 'Open an example' }).click();
    await eventually(() => assert.deepEqual(panel.askedFor('openExample'), [null]));
  });

  it('says what is wrong with the input, where, and what to do', async () => {
    const error = {
      code: 'ragged',
      message: 'Row 2 has 4 elements.',
      place: { range: [20, 30], line: 3, column: 9 },
    } as const;
    const { page } = await (
      await suite.open({ content: { kind: 'error', error, document: 'notes.py', options: null } })
    ).settled();
    const text = await page.getByRole('main').innerText();
    for (const part of [
      'Row 2 has 4 elements.',
      'notes.py',
      'Ln 3, Col 9',
      'Give every row the same number of elements.',
    ])
      assert.ok(text.includes(part), part);
  });

  it('shows progress over the old report, which stays where it is, and cancels', async () => {
    const panel = await (await suite.open({ report })).settled();
    const top = await panel.page.locator('#verdict').boundingBox();
    const fetched = panel.askedFor('window').length;
    for (const progress of [0.25, 0.5]) panel.show({ content: contentOf(report), progress, memento: null });
    const bar = panel.page.getByRole('progressbar', { name: 'Checking' });
    await eventually(async () => assert.equal(await bar.getAttribute('aria-valuenow'), '50'));
    assert.deepEqual(await panel.page.locator('#verdict').boundingBox(), top);
    assert.equal(panel.askedFor('window').length, fetched);
    await panel.page.getByRole('button', { name: 'Cancel' }).click();
    await eventually(() => assert.deepEqual(panel.askedFor('cancel'), [null]));
    panel.show({ content: contentOf(report), progress: null, memento: null });
    await bar.waitFor({ state: 'detached' });
  });

  it('asks first, with its version, and waits for a late answer', async () => {
    let answer = (_: PanelState): void => undefined;
    const late = new Promise<PanelState>((resolve) => (answer = resolve));
    const panel = await suite.open({ handlers: { ready: () => late } });
    await panel.page.getByText('Waiting for the editor').waitFor();
    assert.deepEqual(panel.asked, [{ method: 'ready', params: { version: protocolVersion } }]);
    answer({ content: contentOf(report), progress: null, memento: null, notice: null, pinned: false });
    await panel.page.getByRole('heading', { name: 'Agrees' }).waitFor();
  });

  it('shows a refusal of its first request', async () => {
    const panel = await suite.open({
      handlers: {
        ready: () => {
          throw new Error('This page is of an older version: close it and check again.');
        },
      },
    });
    await panel.page.getByRole('alert').getByText('close it and check again').waitFor();
  });

  it('shows why the host refused what was pressed, until dismissed', async () => {
    const panel = await suite.open({
      report,
      handlers: {
        reveal: () => {
          throw new Error('notes.py was changed since the check.');
        },
      },
    });
    await panel.settled();
    await panel.page.getByRole('button', { name: 'Ln 3, Col 5' }).click();
    const notice = panel.page.getByText('notes.py was changed since the check.');
    await notice.waitFor();
    await panel.page.getByRole('button', { name: 'Dismiss' }).click();
    await notice.waitFor({ state: 'detached' });
  });
});
