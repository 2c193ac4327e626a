import * as vscode from 'vscode';
import { spawnWorker, workerCount } from '#platform';
import { Checker } from '../worker/checker';
import { checkEditor, restore } from './check';
import { setContext } from './context';
import { Marks } from './marks';
import { Panel, panelType } from './panel';
import { Session } from './session';

export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const session = new Session(new Checker(() => spawnWorker(extensionUri), workerCount()));
  const panel = new Panel(extensionUri, session);
  const marks = new Marks(session);
  subscriptions.push(
    session,
    panel,
    marks,
    session.onDidChange(() => setContext('checking', session.state.progress !== null)),
    vscode.commands.registerCommand('bnGradcheck.check', () => checkEditor(session, panel)),
    vscode.commands.registerCommand('bnGradcheck.cancel', () => session.cancel()),
    vscode.commands.registerCommand('bnGradcheck.clearMarks', () => marks.clear()),
    vscode.window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: (revived, state) => restore(session, panel, revived, state),
    }),
  );
}
