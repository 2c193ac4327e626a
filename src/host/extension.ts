import * as vscode from 'vscode';
import { spawnWorker, workerCount } from '#platform';
import { Checker } from '../worker/checker';
import { registerActions } from './actions';
import { checkEditor, restore } from './check';
import { setContext } from './context';
import { Diagnostics } from './diagnostics';
import { registerFixes } from './fixes';
import { Follow } from './follow';
import { FunctionCheck } from './function-check';
import { registerFunctionLenses } from './function-lenses';
import { FunctionMarks } from './function-marks';
import { Insertion } from './insert';
import { registerLenses } from './lenses';
import { Marks } from './marks';
import { Panel, panelType } from './panel';
import { Session } from './session';
import { registerStatus } from './status';

export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const session = new Session(new Checker(() => spawnWorker(extensionUri), workerCount()));
  const insertion = new Insertion(session);
  const functions = new FunctionCheck(session, () => panel.show());
  const panel: Panel = new Panel(extensionUri, session, insertion, functions);
  const marks = new Marks(session);
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    check: (uri?: vscode.Uri, offset?: unknown) => checkEditor(session, panel, uri, offset),
    checkFunction: (uri?: vscode.Uri, name?: unknown) => functions.command(uri, name),
    cancel: () => session.cancel(),
    show: () => panel.show(),
    pin: () => (session.pinned = true),
    unpin: () => (session.pinned = false),
    clearMarks: () => marks.clear(),
    insertTensor: () => insertion.pickTensor(),
    insertCase: () => insertion.case(),
  };
  subscriptions.push(
    session,
    insertion,
    panel,
    marks,
    new Follow(session, panel),
    new Diagnostics(session),
    functions,
    new FunctionMarks(functions),
    registerLenses(),
    registerFunctionLenses(),
    registerActions(),
    registerFixes(),
    registerStatus(session),
    session.onDidChange(() => {
      setContext('checking', session.state.progress !== null);
      setContext('checked', session.result !== null);
    }),
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(`bnGradcheck.${name}`, run),
    ),
    vscode.window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: (revived, state) => restore(session, panel, revived, state),
    }),
  );
}
